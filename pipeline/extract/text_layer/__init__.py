"""What a PDF's text layer says wrongly, mended from positions, fonts and the dictionary."""
