"""Small files, small functions, names that say something."""

import ast

import pytest

from rembuk.rules.roles import ROLE
from tests.house.reading import PACKAGE, ROOT, python_files, short, tree

LONGEST_FILE, LONGEST_FUNCTION = 400, 60
# One file by nature: the program that a journalist runs alone (docs/adr/0015).
LONGER = {"rembuk/algorithms/allocation/verify.py": 600}
SAY_NOTHING = {"utils", "helpers", "common", "misc", "manager", "base2"}


def test_files_stay_small():
    tests = sorted((ROOT / "tests").rglob("*.py"))
    long = {
        short(p): n
        for p in (*python_files(), *tests)
        if (n := len(p.read_text("utf-8").splitlines())) > LONGER.get(short(p), LONGEST_FILE)
    }
    assert not long


def test_functions_stay_small():
    long = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{short(path)}:{node.lineno} {node.name} {lines}")
    assert not long


def test_names_of_files_say_something():
    assert not [short(p) for p in python_files() if p.stem in SAY_NOTHING or p.parent.name in SAY_NOTHING]


def test_every_module_says_what_it_is():
    silent = [
        short(p)
        for p in python_files()
        if p.name not in {"apps.py", "urls.py"} and not ast.get_docstring(tree(p))
    ]
    assert not silent


def test_nothing_is_imported_inside_a_function():
    inside = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found = [n for n in ast.walk(node) if isinstance(n, (ast.Import, ast.ImportFrom))]
                if (
                    found and short(path) != "rembuk/apps/core/apps.py"
                ):  # ready() is where Django registers checks
                    inside.append(f"{short(path)}:{found[0].lineno}")
    assert not inside


def test_there_are_no_signals_and_no_detours():
    banned = (
        "django.db.models.signals",
        "django.dispatch",
        "csrf_exempt",
        "get_model(",
        "TYPE_CHECKING",
        "mark_safe",
        "Markup(",
    )
    found = [f"{short(p)}: {word}" for p in python_files() for word in banned if word in p.read_text("utf-8")]
    assert not found


def test_whole_numbers_are_read_as_indonesians_write_them():
    """Django's own field drops the ".000" of a thousand; core.forms.WholeField does not."""
    found = [short(p) for p in python_files() if "forms.IntegerField" in p.read_text("utf-8")]
    assert found == ["rembuk/apps/core/forms.py"]


def test_models_have_no_save_of_their_own():
    found = []
    for path in sorted(PACKAGE.glob("apps/*/models.py")):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                found += [
                    f"{short(path)}: {node.name}.save"
                    for n in node.body
                    if isinstance(n, ast.FunctionDef) and n.name == "save"
                ]
    assert not found


def _writes_a_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.attr == "state" and isinstance(node.value, ast.Name) and node.value.id == "proposal"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        names = [keyword.arg for keyword in node.keywords]
        return "Proposal.objects" in ast.unparse(node.func) and "state" in names
    return False


def test_a_state_of_a_proposal_is_written_in_one_module():
    writers = set()
    for path in python_files():
        if "/apps/" not in str(path) or "/practice/" in str(path) or "/models.py" in str(path):
            continue
        if any(_writes_a_state(node) for node in ast.walk(tree(path))):
            writers.add(short(path))
    assert writers <= {"rembuk/apps/proposals/actions/move.py"}
    assert writers, "the one writer was not found: the test looks for the wrong thing"


def test_roles_are_named_in_the_rules_alone():
    """Rights are asked with an Action: `== "camat"` outside the rules would be a second truth."""

    found = []
    for path in python_files():
        if "/rules/" in str(path) or "/practice/" in str(path):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Compare):
                words = [c.value for c in (node.left, *node.comparators) if isinstance(c, ast.Constant)]
                found += [
                    f"{short(path)}:{node.lineno} {word}"
                    for word in words
                    if word in ROLE and word not in _KINDS
                ]
    assert not found


# Also the kind of a participant, which is no right.
_KINDS = {"delegate"}


@pytest.mark.parametrize("word", ["ignore_imports"])
def test_contracts_know_no_exceptions(word):
    assert word not in (ROOT / "pyproject.toml").read_text("utf-8")
