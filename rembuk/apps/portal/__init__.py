"""What a resident sees first: home, search, map, lists, the trace of a proposal, open data."""
