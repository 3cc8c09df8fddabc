"""In and out: imports, exports, messages to people."""
