"""Reads of forums, ready to show: the public list, one forum, its console."""
