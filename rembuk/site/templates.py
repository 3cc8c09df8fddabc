"""The one Jinja environment: translations and links, and nothing that could render unsafe text.

Words, fixed addresses and names of static files are asked for dozens of times a page and never change while
a process lives, so they are looked up once.
"""

from functools import lru_cache
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page in the language being shown."""
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _fixed_address(get_language(), name)


def environment(**options: Any) -> jinja2.Environment:
    env = jinja2.Environment(**options)  # noqa: S701  Django's backend passes autoescape=True; a test asserts it
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(_=words, gettext=words, url=url, static=lru_cache(maxsize=500)(static))
    return env


def words(text: str, **values: object) -> str:
    """A text in the language being shown; plain, so that a catalogue is escaped like everything else."""
    found = _words_in(get_language(), text)
    return found % values if "%" in found else found


@lru_cache(maxsize=10_000)
def _words_in(_lang: str | None, text: str) -> str:
    return gettext(text)


@lru_cache(maxsize=1_000)
def _fixed_address(_lang: str | None, name: str) -> str:
    return reverse(name)
