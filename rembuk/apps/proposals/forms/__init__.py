"""What people type, cleaned: the submission, and the inputs of a step."""
