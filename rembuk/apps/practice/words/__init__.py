"""The words of the practice regency: invented names, needs in people's words, answers. Literal tables."""
