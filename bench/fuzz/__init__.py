"""Fuzzing: inputs that a fuzzer makes of sound ones, led by the code that they reach."""
