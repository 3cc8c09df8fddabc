"""Forums of every level: participants, agenda, decisions, minutes (berita acara)."""
