"""docs/developer/urls.md and events.md, made from the code (`python -m tests.house --write`)."""

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rembuk.apps.core.pages import PageRule, Who, rule_of
from rembuk.rules.actions import ACTION, Action
from rembuk.rules.proposal_flow import STEPS
from rembuk.site.reactions import REACTIONS
from tests.house.reading import PACKAGE, ROOT, python_files, tree

FOLDER = ROOT / "docs/developer"
_URLS = """# Addresses

Written by `python -m tests.house --write`; a test compares it with the code. Each address is Indonesian
and stands once more under `/en/`. "Kept" names the version counters that a finished page depends on: it is
the same for everybody and answered from memory until one of them rises. Rights are actions of
`rembuk/rules/actions.py`.

| address | name | methods | who | kept | query |
|---|---|---|---|---|---|
"""
_EVENTS = """# Events

Written by `python -m tests.house --write`; a test compares it with the code. Every act writes one event
with its action's name in the same transaction (`apps/audit/record.py`); `apps/audit/seal.py` gives it its
place in the log; `site/reactions.py` says what follows.

| event | what happened | recorded in | followed by |
|---|---|---|---|
"""


def _walk(patterns: list[Any], prefix: str, space: str) -> Iterator[tuple[str, str, PageRule, Any]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            own = "" if type(entry.pattern).__name__ == "LocalePrefixPattern" else str(entry.pattern)
            yield from _walk(entry.url_patterns, prefix + own, entry.namespace or space)
        elif isinstance(entry, URLPattern) and (rule := rule_of(entry.callback)):
            yield prefix + str(entry.pattern), f"{space}:{entry.name}", rule, entry.callback


def urls_page() -> str:
    rows = sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda row: row[:2])
    assert len(rows) > 60
    return _URLS + "".join(f"| {' | '.join(_cells(*row))} |\n" for row in rows)


def _cells(address: str, name: str, rule: PageRule, view: Any) -> tuple[str, ...]:
    shown = f"/{address.strip('^$')}".replace("|", "\\|")
    who = rule.who.value if isinstance(rule.who, Who) else _named(rule.who)
    methods = " ".join(method for method in rule.methods if method != "HEAD")
    practice = " (practice only)" if rule.practice_only else ""
    return f"`{shown}`", name, methods, who + practice, " ".join(rule.depends), " ".join(rule.keys)


def _named(actions: tuple[Action, ...]) -> str:
    names = sorted({str(action) for action in actions})
    return " ".join(names) if len(names) <= 4 else f"{' '.join(names[:3])} and {len(names) - 3} more"


def recorded() -> dict[str, set[str]]:
    """Event -> the modules that write it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in python_files():
        nodes = list(ast.walk(tree(path)))
        if not any(_is_record(node) for node in nodes) or path.name == "record.py":
            continue
        module = str(path.relative_to(PACKAGE)).removesuffix(".py")
        for node in nodes:
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "Action"
            ):
                found[str(Action[node.attr])].add(module)
    for step in STEPS:
        found[str(step.action)].add("apps/proposals/actions/move")
    return found


def _is_record(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"


def events_page() -> str:
    rows = recorded()
    assert len(rows) > 50
    lines = []
    for event in sorted(rows):
        after = ", ".join(f"{_place(reaction)}" for reaction in REACTIONS.get(event, ()))
        modules = ", ".join(sorted(rows[event]))
        lines.append(f"| `{event}` | {ACTION[event].label('en')} | {modules} | {after} |\n")
    return _EVENTS + "".join(lines)


def _place(reaction: Any) -> str:
    return f"{Path(inspect.getfile(reaction)).parent.name}.{reaction.__name__}"


PAGES = {"urls.md": urls_page, "events.md": events_page}
