"""The filled regency of the security tests: every address leads to something."""

from tests.security.conftest import filled

__all__ = ["filled"]
