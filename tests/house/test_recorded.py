"""Whatever an action writes, the log hears of it."""

import ast

from tests.house.reading import PACKAGE, tree

# Why nothing is recorded here.
SILENT = {
    "people/actions/assign_role.py::give": "the invitation that gives the role records it",
    "people/actions/second_factor.py::begin_set_up": "nothing counts before the first code is given",
    "places/actions/set_up.py::set_up_government": "`rembuk init` on an empty base, so there is no log yet",
    "preparation/actions/ledger.py::replace_ledger": "counts again what recorded steps have budgeted",
    "preparation/actions/usage.py::count_use": "part of a step that is recorded",
    "preparation/actions/usage.py::replace_usage": "counts again what recorded steps have used",
    "priorities/actions/count.py::count_run": "computed from the run that was asked for, which is recorded",
    "priorities/actions/score.py::ask_anew": "part of the change of criteria, which is recorded",
    "priorities/actions/score.py::score_next": "computed from what is recorded",
    "priorities/actions/score.py::score_some": "computed from what is recorded",
    "proposals/actions/due.py::follow_windows": "follows the move of a window, which is recorded",
    "proposals/actions/move.py::restore_state": "part of undoing a merge, which is recorded",
    "proposals/actions/photos.py::keep_photos": "files before their step; the step is recorded",
    "proposals/actions/photos.py::attach": "rows of a step that is recorded",
    "proposals/actions/refer.py::keep_referral": "the note of a step that is recorded",
}
_WRITES = {
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "save",
    "delete",
    "update_or_create",
    "get_or_create",
}
_RECORDS = {"record", "_record"}


def test_every_action_that_writes_records_an_event():
    seen, silent = 0, []
    for path in sorted([*PACKAGE.glob("apps/*/actions/*.py"), *PACKAGE.glob("apps/*/actions.py")]):
        calls = {node.name: _called(node) for node in tree(path).body if isinstance(node, ast.FunctionDef)}
        for name in calls:
            if name.startswith("_") or not _reaches(name, calls, _WRITES):
                continue
            seen += 1
            if not _reaches(name, calls, _RECORDS) and not _imports_an_action(path, name, calls):
                silent.append(f"{path.relative_to(PACKAGE / 'apps')}::{name}")
    assert seen > 25, "the test finds no writes"
    assert sorted(set(silent) - set(SILENT)) == []
    assert sorted(set(SILENT) - set(silent)) == [], "an exception that nobody needs"


def _called(function: ast.FunctionDef) -> set[str]:
    """Names of everything called in it, methods by their last word."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            found.add(
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            )
    return found


def _reaches(
    name: str, calls: dict[str, set[str]], wanted: set[str], seen: frozenset[str] = frozenset()
) -> bool:
    """Directly, or through functions of the same module."""
    if calls[name] & wanted:
        return True
    return any(
        _reaches(other, calls, wanted, seen | {name})
        for other in calls[name] & calls.keys()
        if other not in seen | {name}
    )


def _imports_an_action(path, name: str, calls: dict[str, set[str]]) -> bool:
    """Another action does the writing that is recorded: move, settle, submit."""
    imported = {
        alias.name
        for node in tree(path).body
        if isinstance(node, ast.ImportFrom)
        and ("actions" in (node.module or "").split(".") or node.level == 1)
        for alias in node.names
    }
    return _reaches(name, calls, imported) if imported else False
