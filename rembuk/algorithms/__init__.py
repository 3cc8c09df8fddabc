"""Pure algorithms: no Django, no clock, no hidden randomness, and none imports another."""
