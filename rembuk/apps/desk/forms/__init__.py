"""The form of any step, made from the inputs that the rules ask for."""
