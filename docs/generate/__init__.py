"""Pages of the site that are made at build time, and what the tests know of its snippets."""
