"""The public pages, a file each: the same for everybody, kept until what they show changes."""
