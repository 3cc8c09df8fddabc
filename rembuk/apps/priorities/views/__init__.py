"""Pages of priorities: the ranked list, its criteria, a judgement."""
