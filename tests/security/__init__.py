"""Hostile use, on every address at once: who may open what, what is said to bad input, how it is shown."""
