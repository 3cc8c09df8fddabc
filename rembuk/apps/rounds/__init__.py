"""Rounds of priorities (penjaringan prioritas): residents choose among eligible proposals."""
