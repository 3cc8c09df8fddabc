"""Security headers on every answer; one content security policy without inline code."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..vendor import import_map_hash


def content_security_policy() -> str:
    """The import map is the only inline script: its hash is named, nothing else may run."""
    named = import_map_hash()
    script = f"'self' {named}" if named else "'self'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'self'; "
        f"script-src {script}; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'"
    )


class Headers:
    """Set where a view has not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._policy = content_security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        headers = answer.headers
        headers.setdefault("Content-Security-Policy", self._policy)
        headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Cache-Control", "private, no-store")
        return answer
