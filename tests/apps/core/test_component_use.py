"""Every use of a component fits its arguments: Jinja would notice only when the page is opened."""

from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

APPS = Path(__file__).resolve().parents[3] / "rembuk" / "apps"
TEMPLATES = sorted(APPS.glob("*/templates/**/*.html"))
ENV = engines.all()[0].env  # type: ignore[attr-defined]


def signatures(template: str) -> dict[str, list[str]]:
    source = (APPS / "core" / "templates" / template).read_text(encoding="utf-8")
    return {
        macro.name: [argument.name for argument in macro.args]
        for macro in ENV.parse(source).find_all(nodes.Macro)
    }


def imported(tree: nodes.Template) -> dict[str, list[str]]:
    """The local name of each imported macro, with its arguments."""
    found: dict[str, list[str]] = {}
    for statement in tree.find_all(nodes.FromImport):
        known = signatures(statement.template.value)
        for name in statement.names:
            original, alias = (name, name) if isinstance(name, str) else name
            assert original in known, f"{statement.template.value} has no macro {original}"
            found[alias] = known[original]
    return found


def test_there_are_templates_to_check():
    assert len(TEMPLATES) > 40


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: "/".join(file.parts[-2:]))
def test_components_are_called_with_arguments_they_have(file):
    tree = ENV.parse(file.read_text(encoding="utf-8"))
    macros = imported(tree)

    for use in tree.find_all(nodes.Call):
        arguments = macros.get(use.node.name) if isinstance(use.node, nodes.Name) else None
        if arguments is None:
            continue
        assert len(use.args) <= len(arguments), f"line {use.lineno}: {use.node.name}"
        unknown = {keyword.key for keyword in use.kwargs} - set(arguments)
        assert not unknown, f"line {use.lineno}: {use.node.name} has no {unknown}"
