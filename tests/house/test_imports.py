"""Who may import whom: stages meet only in the tables, the report speaks to the face, and nothing goes round in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "osint_kit"
FACE = "face"
STAGES = {"read", "extract", "clean", "cross_reference"}
GROUND = {"errors", "vocabulary", "tables", "lexicon"}

MAY_IMPORT = {
    "errors": set(),
    "vocabulary": set(),
    "tables": {"errors", "vocabulary"},
    "lexicon": {"errors", "vocabulary"},
    **dict.fromkeys(STAGES, GROUND),
    "project": {"errors", "pipeline"},
    "memory": {"errors", "tables", "project"},
    "pipeline": {"memory", "project"} | GROUND | STAGES,
    "series": {"pipeline"} | GROUND,
    "export": {"pipeline"} | GROUND | STAGES,
    "report": {FACE, "pipeline", "project"} | GROUND,
    FACE: {"pipeline", "project", "report", "series"} | STAGES,
    "cli": {FACE, "export", "pipeline", "project", "report", "series"} | GROUND | STAGES,
}
"""For each module or package below osint_kit, the others that its files may import. A new one must be placed here first."""


def module_name(file: Path) -> str:
    """``read/source.py`` → ``read.source``; ``read/__init__.py`` → ``read``; the package's own → ``face``."""
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or FACE


FILES = {module_name(file): file for file in sorted(SOURCE.rglob("*.py"))}


def house_of(module: str) -> str:
    return module.partition(".")[0]


def imported(module: str, *, at_start: bool = False) -> Iterator[str]:
    """The modules of this package that a module imports; with ``at_start`` only those that load as soon as it does."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(FILES[module].read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        if at_start and (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types(node)):
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node)
            found |= {f"{base}.{alias.name}" for alias in node.names}
        waiting.extend(ast.iter_child_nodes(node))
    for name in sorted(found):
        if name.split(".")[0] == "osint_kit":
            yield longest_module(name)


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def absolute(module: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = ["osint_kit", *(module.split(".") if module != FACE else [])]
    if FILES[module].name != "__init__.py":
        package = package[:-1]
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, node.module] if node.module else package)


def longest_module(name: str) -> str:
    """``osint_kit.read.source.Source`` → ``read.source``; a name of the package itself → ``face``."""
    parts = name.split(".")[1:]
    while parts and ".".join(parts) not in FILES:
        parts.pop()
    return ".".join(parts) or FACE


@pytest.mark.parametrize("module", FILES)
def test_a_module_imports_only_what_its_place_allows(module: str) -> None:
    house = house_of(module)
    assert house in MAY_IMPORT, f"{module}: give it a place in MAY_IMPORT"
    others = {house_of(other) for other in imported(module)} - {house}
    assert others <= MAY_IMPORT[house], f"{module} imports {sorted(others - MAY_IMPORT[house])}"


def test_no_stage_may_import_another_stage() -> None:
    for stage in STAGES:
        assert not MAY_IMPORT[stage] & STAGES


def test_nothing_imports_in_a_circle() -> None:
    """Nor late, inside a function. Only the face opens on demand what stands behind it."""
    graph = {module: set(imported(module, at_start=module == FACE)) - {module} for module in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_imports_are_found_wherever_they_stand() -> None:
    assert "errors" in set(imported("tables"))
    assert "vocabulary" in set(imported("tables")), "from osint_kit import vocabulary is the module, not the face"
