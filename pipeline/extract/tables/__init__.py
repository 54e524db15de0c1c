"""From rulings or text to cells, from cells to columns and rows."""
