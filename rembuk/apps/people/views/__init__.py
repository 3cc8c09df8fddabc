"""Pages of accounts, a file per page."""
