"""Several years of one invented agency, and what became of each project: for `compare_plans`."""
