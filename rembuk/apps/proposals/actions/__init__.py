"""Writes of proposals; the state of a proposal is written in `move` alone."""
