"""Local government's forms, invented, printed and measured: `python -m bench.forms`."""
