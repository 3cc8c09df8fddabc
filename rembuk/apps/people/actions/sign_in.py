"""Is this the right password? Answered alike, and as slowly, for an account that does not exist."""

from django.contrib.auth.hashers import make_password

from ..models import User
from ..queries import account_meant


def account_with_password(login: str, password: str) -> User | None:
    """The account, where login and password belong together and it is open."""
    user = account_meant(login)
    if user is None:
        make_password(password)  # the time that comparing would have taken
        return None
    return user if user.check_password(password) and user.is_active else None
