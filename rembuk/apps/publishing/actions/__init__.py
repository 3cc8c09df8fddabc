"""Writes of plan versions and articles; what is published is never overwritten."""
