"""Frozen types at every door between the stages; the lowest floor, importing nothing of ours."""
