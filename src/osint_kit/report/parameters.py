"""What can be set in a report: the names, defaults and types in the notebooks' cells tagged ``parameters``. Standard library only."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osint_kit.errors import ParameterError, ReportError

TAG = "parameters"


@dataclass(frozen=True)
class Parameter:
    """One name that can be set, what it is when nobody sets it, and what the notebook says of it."""

    name: str
    default: Any
    note: str
    notebooks: tuple[str, ...]

    @property
    def type(self) -> str:
        return {"str": "text", "float": "number", "int": "whole number", "bool": "true or false", "list": "list"}.get(
            type(self.default).__name__, "text"
        )

    def read(self, text: Any) -> Any:
        """A value as it was typed, as the type of the default; ``007`` stays ``"007"`` where text is wanted.

        Raises:
            ParameterError: the value does not have the type.
        """
        try:
            return _AS[type(self.default)](text)
        except (ValueError, KeyError):
            raise ParameterError(f"parameter {self.name} is {text!r}", f"it takes a {self.type}, as {self.default!r}") from None


def _text(given: Any) -> str:
    if isinstance(given, list | dict):
        raise ValueError
    return str(given)


def _list(given: Any) -> list[str]:
    return [str(item).strip() for item in (given if isinstance(given, list) else str(given).split(",")) if str(item).strip()]


def _flag(given: Any) -> bool:
    return {"true": True, "yes": True, "false": False, "no": False}[str(given).strip().lower()]


def _number(given: Any) -> float:
    value = float(str(given))
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError
    return value


def _open(given: Any) -> Any:
    """For a parameter without a default: a whole number, a number, text, or nothing."""
    text = str(given).strip()
    for kind in (int, _number):
        try:
            return kind(text)
        except ValueError:
            continue
    return None if text.lower() in ("", "none", "null") else text


_AS: dict[type, Any] = {
    str: _text, list: _list, bool: _flag, float: _number, int: lambda given: int(str(given)), type(None): _open,
}  # fmt: skip

OF_THE_RUN = (
    Parameter("name", "main", "the report's name: its versions are kept in reports/<name>/", ()),
    Parameter("raw", "data/raw", "the file or folder to report on", ()),
    Parameter("keep_names", False, "show authors and handles as they stand, not as author-001, author-002, …", ()),
)
"""What every report has, whatever its notebooks declare."""


def declared(notebooks: list[Path]) -> dict[str, Parameter]:
    """All parameters of some notebooks, by name.

    Raises:
        ReportError: a parameters cell holds anything but ``name = value``, or two notebooks disagree on a default.
    """
    found = {one.name: one for one in OF_THE_RUN}
    for path in notebooks:
        for name, (default, note) in _cell(path).items():
            before = found.get(name)
            if before and before.notebooks and (type(before.default), before.default) != (type(default), default):
                raise ReportError(
                    f"{path.name}: parameter {name} is {default!r}, in {before.notebooks[0]} it is {before.default!r}",
                    "give it one default",
                )
            among = (*before.notebooks, path.stem) if before else (path.stem,)
            found[name] = Parameter(name, default, note or (before.note if before else ""), among)
    return dict(sorted(found.items()))


def _cell(path: Path) -> dict[str, tuple[Any, str]]:
    """Names, defaults and comments of a notebook's parameters cell."""
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if TAG in cell["metadata"].get("tags", ())]
    found = {}
    for cell in cells:
        source = "".join(cell["source"])
        lines = source.splitlines()
        for node in ast.parse(source).body:
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=value)
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                ):
                    note = lines[(value.end_lineno or 1) - 1][value.end_col_offset :].strip().removeprefix("#").strip()
                    found[name] = (_literal(path, name, value), note)
                case _:
                    raise ReportError(f"{path.name}: a parameters cell holds only `name = value`, line {node.lineno} does not")
    return found


def _literal(path: Path, name: str, value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        raise ReportError(
            f"{path.name}: parameter {name} is no plain value", "write text, a number, true or false, or a list"
        ) from None


def settle(known: Mapping[str, Parameter], given: Mapping[str, Any], file: Path | None = None) -> dict[str, Any]:
    """Every parameter with its value: the default, the file's, the one given by name (the later wins).

    Raises:
        ParameterError: a name is unknown (the message lists the known ones) or a value does not have the parameter's type.
    """
    chosen: dict[str, Any] = {}
    for name, value in {**_from_file(file), **given}.items():
        if name not in known:
            raise ParameterError(f"unknown parameter {name!r}", f"there are {', '.join(known)}")
        chosen[name] = known[name].read(value)
    settled = {name: chosen.get(name, one.default) for name, one in known.items()}
    name = settled["name"]
    if not name or name.startswith(".") or set(name) & set("/\\\0"):
        raise ParameterError(f"parameter name is {name!r}", "it becomes a folder: use letters, digits, - and _")
    return settled


def _from_file(file: Path | None) -> dict[str, Any]:
    """A YAML mapping of names to values, every scalar as it is written."""
    if file is None:
        return {}
    import yaml

    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes text only
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ParameterError(f"{file}: {' '.join(str(error).split())}", "it holds `name: value`, one a line") from None
    if content is None or content == "":
        return {}
    if not isinstance(content, dict):
        raise ParameterError(f"{file}: no names and values", "write `name: value`, one a line")
    return {str(name): value for name, value in content.items()}
