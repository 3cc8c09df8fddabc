"""Criteria, scores and ranked lists under a ceiling."""
