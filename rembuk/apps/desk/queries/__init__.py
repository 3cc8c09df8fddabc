"""Reads of the desk: the list of tasks, and the decisions that can still be undone."""
