"""Cells that hold the ``repr`` of Python values: read as data, never run."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

_LONGEST = 1_000_000
_CALLS = ("datetime", "timezone", "timedelta")


def parse(text: str) -> Any:
    """The value of a ``repr`` of dictionaries, lists, plain values and times.

    >>> parse("{'url': 'https://a.example', 'timestamp': datetime.datetime(2024, 3, 12, 17, 5)}")["url"]
    'https://a.example'

    Raises:
        ValueError: it is too long, or holds anything else.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST:,} characters")
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, RecursionError, MemoryError, TypeError, OverflowError) as error:
        raise ValueError(f"not a Python value ({type(error).__name__})") from None


def _value(node: ast.AST) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Dict():
            return {_value(key): _value(value) for key, value in zip(node.keys, node.values, strict=True) if key is not None}
        case ast.List() | ast.Tuple() | ast.Set():
            return [_value(item) for item in node.elts]
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Attribute(attr="utc"):
            return UTC
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in _CALLS:
            given = [_value(item) for item in node.args]
            named = {item.arg: _value(item.value) for item in node.keywords if item.arg}
            return {"datetime": datetime, "timezone": timezone, "timedelta": timedelta}[name](*given, **named)
        case ast.Call(func=ast.Name(id="PosixPath" | "WindowsPath"), args=[ast.Constant(value=str() as path)]):
            return path
    raise ValueError(f"holds {type(node).__name__}, which is no value")
