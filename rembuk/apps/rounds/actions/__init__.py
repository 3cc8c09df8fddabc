"""What is done with rounds and ballots."""
