"""Every act as an event: recorded, sealed in order, delivered."""
