"""The command line: arguments to jobs, jobs to results, results to people."""
