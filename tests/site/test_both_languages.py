"""English is complete and Indonesian too: what people wrote aside, no word of the other is left on a page."""

from collections import defaultdict

import pytest

from rembuk.apps.people.models import User
from tests.security.asking import answer_to, path_of, sessions
from tests.security.corpus import POISON
from tests.security.forms import ROLES
from tests.security.poisoning import poison
from tests.security.world import GUEST, World, addresses, objects_of
from tests.site.crowd import renew
from tests.site.wording import said_on, vocabulary, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Names that stay as they are in English: places, plans, the council, what a year is officially called.
NAMES = {"kelurahan", "kecamatan", "disusun", "rkp", "dprd"}
# What Indonesian has borrowed, keys on a keyboard, and account names of these tests.
BORROWED = {"forum", "administrator", "mail", "enter"}


@pytest.fixture
def unspoken(filled: World) -> World:
    """All that people wrote is poison, which is no word of either language."""
    assert poison() > 60
    renew()
    return filled


def columns_of_files(session: str) -> set[str]:
    """Names of columns are the same in both languages: a file is read by programs."""
    heads = [answer_to(session, "GET", f"/data/{name}.csv").getvalue() for name in ("usulan", "wilayah")]
    return {cell for head in heads for cell in head.decode("utf-8-sig").partition("\r\n")[0].split(",")}


def foreign(world: World, prefix: str, theirs: frozenset[str]) -> dict[str, set[str]]:
    """Word -> where it stands, of the words that do not belong into this language."""
    keys, found, seen = sessions(world), defaultdict(set), 0
    names = words(POISON).union(*map(words, User.objects.values_list("username", flat=True)))
    columns = columns_of_files(keys[GUEST])
    for view, pattern in addresses():
        for arguments in objects_of(world, view, pattern).values():
            path = prefix + path_of(view, arguments)
            for role in ROLES:
                answer = answer_to(keys[role], "GET", path)
                if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
                    continue
                seen += 1
                for part in set(said_on(answer.content.decode())) - columns:
                    for word in (words(part) & theirs) - names:
                        found[word].add(f"{path}: {part[:100]}")
    assert seen > 500
    return found


def test_no_indonesian_is_left_on_english_pages(unspoken):
    indonesian, english = vocabulary()
    left = foreign(unspoken, "/en", (indonesian - english) - NAMES)
    assert not left, "\n".join(f"{word}: {sorted(places)[:3]}" for word, places in left.items())


def test_no_english_is_left_on_indonesian_pages(unspoken):
    indonesian, english = vocabulary()
    left = foreign(unspoken, "", (english - indonesian) - BORROWED)
    assert not left, "\n".join(f"{word}: {sorted(places)[:3]}" for word, places in left.items())
