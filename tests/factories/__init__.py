"""Valid objects in one line, a file per app; nothing random that matters."""
