"""Rembuk: participatory development planning for Indonesian local governments."""
