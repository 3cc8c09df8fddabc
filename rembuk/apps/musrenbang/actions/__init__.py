"""Writes of forums; a decision becomes a proposal's step only when the minutes are signed."""
