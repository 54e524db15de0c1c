"""Many plans at once: how fast, how soon again, in how much memory."""
