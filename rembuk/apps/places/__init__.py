"""Regions, boundaries, agencies, nomenclature."""
