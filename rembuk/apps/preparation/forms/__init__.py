"""Forms of the planning year, a file per page."""
