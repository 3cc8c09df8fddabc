"""Django apps, in the order of the planning year; upper may import lower, never the reverse."""
