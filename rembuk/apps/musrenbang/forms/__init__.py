"""Forms of a forum: call it, invite, decide, write its minutes."""
