"""What the public pages read, each page's in its own file."""
