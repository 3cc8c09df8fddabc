"""Pages of the officer's desk, a file a page."""
