"""Plan documents in their legal versions, guides, questions and answers."""
