"""The officer's desk: what waits for me, and deciding it."""
