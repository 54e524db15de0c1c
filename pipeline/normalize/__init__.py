"""Pure, total functions from raw text to values; nothing here reads a file or guesses."""
