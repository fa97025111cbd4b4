"""What choosing by probability really brings: measured on drawn deals, never on the model's own promises."""
