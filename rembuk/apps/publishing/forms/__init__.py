"""Forms of plan versions and articles."""
