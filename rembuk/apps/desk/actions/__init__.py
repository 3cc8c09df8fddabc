"""What officers do at the desk: decide, take back in time, rate."""
