"""Files that officials already have, read into the tables: regions, nomenclature, boundaries, proposals."""
