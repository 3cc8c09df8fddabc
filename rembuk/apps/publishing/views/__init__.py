"""Pages of plan documents and articles, a file a page."""
