"""The one byte form of an entry, so that everybody who has the entry computes the same hash.

It stands apart from the tree because hashes commit to bytes: whoever changes a byte here breaks every log.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping

SALT_BYTES = 16
DEEPEST = 16

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class NotCanonicalError(ValueError):
    """The entry has no canonical form: a float, an unknown type, or text that UTF-8 cannot carry."""


def canonical(entry: Mapping[str, object]) -> bytes:
    """JSON in UTF-8 with sorted keys, no spaces, NFC text, and integers as the only numbers."""
    if not isinstance(entry, Mapping):
        raise NotCanonicalError(f"an entry is a mapping, not {type(entry).__name__}")
    plain = _plain(entry, DEEPEST)
    try:
        return _encode(plain).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonicalError("text holds a lone surrogate, which UTF-8 cannot carry") from error
    except ValueError as error:
        raise NotCanonicalError(str(error)) from error


def commitment(salt: bytes, fields: Mapping[str, object]) -> str:
    """What the log holds in place of personal fields: destroy the salt and the content is beyond guessing."""
    if len(salt) < SALT_BYTES:
        raise ValueError(f"a salt has at least {SALT_BYTES} random bytes, not {len(salt)}")
    return hashlib.sha256(salt + canonical(fields)).hexdigest()


def _plain(value: object, depth: int) -> object:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int):
        return value
    if depth == 0:
        raise NotCanonicalError(f"an entry is nested at most {DEEPEST} deep")
    if isinstance(value, Mapping):
        return _plain_mapping(value, depth)
    if isinstance(value, (list, tuple)):
        return [_plain(item, depth - 1) for item in value]
    kind = type(value).__name__
    raise NotCanonicalError(f"an entry holds text, integers, booleans, null, lists and mappings, not {kind}")


def _plain_mapping(value: Mapping[object, object], depth: int) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonicalError(f"a key is text, not {type(key).__name__}")
        name = key if key.isascii() else unicodedata.normalize("NFC", key)
        if name in plain:
            raise NotCanonicalError(f"two keys are the same text: {name}")
        plain[name] = _plain(item, depth - 1)
    return plain
