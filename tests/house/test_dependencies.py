"""Every dependency has a use, a reason and a hash; the lock names no address."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIRED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
TOOLS = [Requirement(line) for group in PROJECT["dependency-groups"].values() for line in group if isinstance(line, str)]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
REASONS = (ROOT / "docs" / "dependencies.md").read_text("utf-8")

# Used without an import: programs that are started, and what makes kernels run.
STARTED = {"jupyterlab", "ipykernel"}


def locked() -> dict[str, list[str]]:
    """Each package of the lock with its versions (one or more, for different Pythons)."""
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def imports(folder: str) -> set[str]:
    """Distributions that the Python files and notebooks below a folder import."""
    modules: set[str] = set()
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules.add(node.module.split(".")[0])
    known = packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - {"osint_kit"}
    return {canonicalize_name(name) for module in foreign for name in known.get(module, [module])[:1]}


def test_what_the_package_imports_is_declared() -> None:
    assert imports("src") <= {canonicalize_name(requirement.name) for requirement in REQUIRED}


def test_what_is_declared_is_used() -> None:
    unused = {canonicalize_name(requirement.name) for requirement in REQUIRED} - imports("src") - STARTED
    assert not unused


def test_each_dependency_has_a_reason() -> None:
    reasons = {canonicalize_name(name) for name in re.findall(r"^\| `([^`]+)` \|", REASONS, re.MULTILINE)}
    assert reasons == {canonicalize_name(requirement.name) for requirement in [*REQUIRED, *TOOLS]}


def test_the_lock_holds_each_dependency_in_a_version_that_fits() -> None:
    versions = locked()
    for requirement in [*REQUIRED, *TOOLS]:
        assert any(requirement.specifier.contains(version) for version in versions[canonicalize_name(requirement.name)]), (
            requirement
        )


def test_each_row_of_the_lock_has_a_hash_and_none_an_address() -> None:
    rows = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(rows) == sum(len(versions) for versions in locked().values())
    assert [row.split()[0] for row in rows if "--hash=sha256:" not in row] == []
    assert re.search(r"://|@|^-", LOCK, re.MULTILINE) is None
