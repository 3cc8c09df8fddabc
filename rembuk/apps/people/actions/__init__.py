"""Writes of accounts: opening one, keeping one's own, confirming residence, giving and ending roles."""
