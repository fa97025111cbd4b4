"""Measurements of the whole product, run by hand or by a test. See docs for the figures to reach."""
