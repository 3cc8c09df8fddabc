"""The top floor: settings, urls, what follows from what, what happens when, and the commands."""
