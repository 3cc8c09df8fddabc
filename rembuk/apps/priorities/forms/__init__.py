"""Forms of priorities: the criteria, a judgement."""
