"""Pages of proposals that need a person: a file a page."""
