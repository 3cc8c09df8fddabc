"""Writes of priorities: criteria, judgements, scores."""
