"""The language is in the address and nowhere else: /en/ is English, everything else Indonesian."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


class LanguageByPath:
    """No cookie, no Accept-Language, so no Vary: a public page is one page for everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = "en" if request.path_info == "/en" or request.path_info.startswith("/en/") else "id"
        translation.activate(language)
        request.LANGUAGE_CODE = language
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer
