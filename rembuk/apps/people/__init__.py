"""Accounts, role assignments, residence, sign-in."""
