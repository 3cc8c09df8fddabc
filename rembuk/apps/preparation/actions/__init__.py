"""The writes of the planning year, a file per group of verbs."""
