"""thaiplan from Python: what `import pipeline` offers."""
