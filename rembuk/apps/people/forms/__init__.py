"""Forms of accounts: what was typed, made uniform, with a sentence for each thing that cannot be."""
