"""From results to files: one column definition a table, and every format is made from it."""
