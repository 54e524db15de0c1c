"""Measures reconciliation: faults planted in invented plans, found or not, and blamed on whom."""
