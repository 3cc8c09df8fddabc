"""Pages of forums, a file a page."""
