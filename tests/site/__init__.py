"""What puts the apps together: commands, what follows from what, what happens when, settings."""
