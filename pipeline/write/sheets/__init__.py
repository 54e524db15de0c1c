"""The sheets of plans.xlsx: what stands on each, and how it is written."""
