"""Cycles, stages, schedule, stakeholders, checklist, quotas, ceilings, rules of the game."""
