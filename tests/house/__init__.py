"""The code itself, tested as data. Each test fails when it finds nothing to check."""
