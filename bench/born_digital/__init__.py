"""Measures the reading of born-digital plans: invents plans, typesets, reads and scores them."""
