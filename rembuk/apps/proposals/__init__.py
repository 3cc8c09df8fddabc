"""Proposals (usulan), their photographs, and every step of their life."""
