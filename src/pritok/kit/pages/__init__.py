"""What every public page needs, whatever it is about: headers, files of its own, who is asking, how often."""
