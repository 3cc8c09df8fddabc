"""Pages of the platform itself."""
