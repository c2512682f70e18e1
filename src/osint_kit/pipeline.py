"""The stages one after the other, batch by batch, each remembered by the hash of all that goes into it.

A stage's result lies in ``data/processed/<stage>-<fingerprint>/`` as Parquet. The fingerprint hashes the content of the tables
that go in (or the files), the parameters, hand judgement, the stage's own code and the installed packages. A changed step is
therefore computed anew, with all that follows from it, and everything else is there at once. What comes back is always
loaded from the file, so that a first run and a later one see the same bytes.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from osint_kit import tables
from osint_kit.errors import InputError, ParameterError
from osint_kit.memory import Memory, Output, digest, digests
from osint_kit.project import Project, find_project, hash_file, hash_inputs
from osint_kit.vocabulary import CHANNELS

if TYPE_CHECKING:
    from osint_kit.cross_reference import CrossReference
    from osint_kit.extract import Extraction
    from osint_kit.read import Reading

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[str, int], None]
"""Told the stage and how many rows of its main table are done."""

MADE_BY = {
    "read": ("documents", "cells", "volumes", "quarantine"),
    "extract": ("figures", "references", "tallies"),
    "clean": ("claims",),
    "cross_reference": ("lineages", "origins", "pairs", "consensus"),
}
"""The tables of each stage, in pipeline order."""

_memory: Memory | None = None


def remember(project: Project | None) -> None:
    """Keep results below the project's ``data/processed/`` from now on; ``None`` stops that."""
    global _memory
    _memory = Memory(project) if project else None


def open_project(start: str | Path | None = None) -> None:
    """Make the project around this folder the working directory and remember results in ``data/processed/``.

    The first line of a notebook: paths below it mean the same in JupyterLab, in a test and in a report.
    """
    project = find_project(start)
    os.chdir(project.root)
    remember(project)


# The verbs of the face


def read_all(paths: Paths) -> Reading:
    """Read files and folders into documents, cells, volumes and quarantine.

    Args:
        paths: a file, a folder or several; ``-`` is JSONL on standard input.

    Raises:
        InputError: a path does not exist, or nothing in it could be read as a document.
    """
    from osint_kit.read import Reading, read_batches

    given = _as_list(paths)
    if _memory is None or "-" in given:
        batches = list(read_batches(given))
        reading = Reading(*(_join(name, [batch[i] for batch in batches]) for i, name in enumerate(MADE_BY["read"])))
        _not_empty(given, len(reading.documents), reading.quarantine)
        return reading
    return Reading(*_load("read", _read(_memory, given, _silent)))


def read_documents(paths: Paths) -> pd.DataFrame:
    """Read files and folders into the table ``documents`` (one row a document); see :func:`read_all`."""
    return read_all(paths).documents


def extract_all(documents: pd.DataFrame, cells: pd.DataFrame | None = None) -> Extraction:
    """Find every figure, outside reference and declared source count in documents and table cells.

    Args:
        documents: ``document_id`` and ``text``; ``language``, ``channel``, ``published`` where known.
        cells: the amounts of tables, as ``read_all`` gives them.

    >>> import osint_kit
    >>> notes = pd.DataFrame({"document_id": ["a"], "text": ["At least 300 soldiers were killed, the ministry said."]})
    >>> osint_kit.extract_all(notes).figures[["quote", "hedge", "low", "kind"]].values.tolist()
    [['300', 'at_least', 300.0, 'killed']]
    """
    from osint_kit.extract import Extraction, extract

    if _memory is None:
        return extract(documents, cells)
    goes_in = {"documents": digest(documents), "cells": digest(cells)}
    return Extraction(*_load("extract", _extract(_memory, goes_in, lambda: iter([(documents, cells)]), _silent)))


def extract_figures(documents: pd.DataFrame, cells: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find every figure (one row each, table ``figures``) in documents and table cells; see :func:`extract_all`."""
    return extract_all(documents, cells).figures


def clean_claims(figures: pd.DataFrame, documents: pd.DataFrame | None = None, **rules: Any) -> pd.DataFrame:
    """Make figures comparable (table ``claims``): canonical names, units, intervals, dates, speakers, topics.

    Args:
        figures: the table ``figures``.
        documents: the table ``documents``, for dates of publication and publishers.
        rules: what :func:`osint_kit.clean.clean_claims` takes: ``about`` and ``almost`` (the width these words are given),
            ``names`` and ``corrections`` (hand judgement).

    Raises:
        ParameterError: there is no such rule.
    """
    from osint_kit.clean import clean_claims as clean

    _check_rules(clean, rules)
    if _memory is None or {"names", "corrections", "topics"} & rules.keys():
        return clean(figures, documents, **rules)
    goes_in = {"figures": digest(figures), "documents": digest(documents)}
    return _load("clean", _clean(_memory, goes_in, lambda: iter([(documents, figures)]), rules, _silent))[0]


def cross_reference(
    claims: pd.DataFrame,
    figures: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    references: pd.DataFrame | None = None,
    **rules: Any,
) -> CrossReference:
    """Compare claims with each other: lineages, origins, pairs, consensus.

    Args:
        claims: the table ``claims``; the other tables show copies, citations and speakers.
        rules: what :func:`osint_kit.cross_reference.cross_reference` takes, as ``window`` and ``tolerance``.

    Raises:
        ParameterError: there is no such rule.
    """
    from osint_kit.cross_reference import CrossReference
    from osint_kit.cross_reference import cross_reference as cross

    _check_rules(cross, rules)
    if _memory is None:
        return cross(claims, figures, documents, references, **rules)
    given = {"claims": claims, "figures": figures, "documents": documents, "references": references}
    return CrossReference(*_load("cross_reference", _cross(_memory, given, rules)))


def choose_claims(
    claims: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    topic: str = "",
    since: str = "",
    until: str = "",
    channels: Iterable[str] = (),
) -> pd.DataFrame:
    """The claims of a topic, a time span and some channels; an empty choice chooses all.

    Args:
        topic: words that must all stand in the claim's topic, thing, event, place or kind.
        since: ISO date; claims whose as-of period (publication date where there is none) ends earlier are left out.
        until: ISO date; claims whose period begins later are left out.
        channels: web, social, forum, dataset.

    Raises:
        ParameterError: a day is not written YYYY-MM-DD, or there is no such channel.
    """
    for name, day in (("since", since), ("until", until)):
        if day and not _is_day(day):
            raise ParameterError(f"parameter {name} is {day!r}", "write a day as 2024-11-01")
    if unknown := sorted(set(channels) - set(CHANNELS)):
        raise ParameterError(f"parameter channels has {unknown[0]!r}", f"there are {', '.join(CHANNELS)}")
    keep = pd.Series(True, index=claims.index)
    if topic:
        said = claims[["topic", "thing", "event", "place", "kind"]].fillna("").agg(" ".join, axis=1).str.casefold()
        for word in topic.casefold().split():
            keep &= said.str.contains(word, regex=False)
    begins = claims["as_of_start"].fillna(claims["as_of_end"]).fillna(claims["published"]).str[:10]
    ends = claims["as_of_end"].fillna(claims["as_of_start"]).fillna(claims["published"]).str[:10]
    if since:
        keep &= ~(ends < since).fillna(False)
    if until:
        keep &= ~(begins > until).fillna(False)
    if channels := set(channels):
        keep &= claims["document_id"].isin(documents.loc[documents["channel"].isin(channels), "document_id"])
    return claims[keep].reset_index(drop=True)


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2024-11-01") and bool(date.fromisoformat(text))
    except ValueError:
        return False


# The driver


@dataclass(frozen=True)
class Run:
    """Where the tables of one run of the pipeline lie."""

    folders: Mapping[str, Path]

    def load(self, name: str) -> pd.DataFrame:
        """One table, whole."""
        return tables.load(name, self.folders[name])

    def rows(self) -> dict[str, int]:
        """Number of rows of each table."""
        import pyarrow.parquet as pq

        return {name: pq.read_metadata(folder / f"{name}.parquet").num_rows for name, folder in self.folders.items()}


def _silent(stage: str, rows: int) -> None:
    """No progress is shown."""


def run_stages(
    project: Project,
    raw: Paths,
    *,
    clean: Mapping[str, Any] | None = None,
    choose: Mapping[str, Any] | None = None,
    cross: Mapping[str, Any] | None = None,
    progress: Progress = _silent,
) -> Run:
    """Run all stages over files and folders, batch by batch, and remember each.

    Args:
        project: where results are kept.
        raw: what to read.
        clean: rules of :func:`clean_claims`.
        choose: arguments of :func:`choose_claims`.
        cross: rules of :func:`cross_reference`.
        progress: told how far a stage is.

    Raises:
        InputError: nothing could be read as a document.
    """
    memory = Memory(project)
    read = _read(memory, _as_list(raw), progress)
    known = digests(read)
    extracted = _extract(
        memory,
        {"documents": known["documents"], "cells": known["cells"]},
        lambda: _aligned(tables.load_batches("documents", read), tables.load_batches("cells", read)),
        progress,
    )
    cleaned = _clean(
        memory,
        {"figures": digests(extracted)["figures"], "documents": known["documents"]},
        lambda: _aligned(tables.load_batches("documents", read), tables.load_batches("figures", extracted)),
        dict(clean or {}),
        progress,
    )
    made = {"read": read, "extract": extracted, "clean": cleaned}
    run = Run({name: folder for stage, folder in made.items() for name in MADE_BY[stage]})
    documents = run.load("documents")
    given: dict[str, pd.DataFrame | None] = {
        "claims": choose_claims(run.load("claims"), documents, **dict(choose or {})),
        "figures": run.load("figures"),
        "documents": documents,
        "references": run.load("references"),
    }
    crossed = _cross(memory, given, dict(cross or {}), progress)
    return Run({**run.folders, **dict.fromkeys(MADE_BY["cross_reference"], crossed)})


def _read(memory: Memory, paths: list[str], progress: Progress) -> Path:
    from osint_kit.read import read_batches

    def write(folder: Path) -> None:
        count, odd = 0, tables.empty("quarantine")
        with Output(folder, MADE_BY["read"]) as out:
            for path in paths:
                for batch in read_batches([path], root=memory.project.base(Path(path).absolute())):
                    out.append(batch)
                    count += len(batch.documents)
                    odd = odd if len(odd) else batch.quarantine
                    progress("read", count)
        _not_empty(paths, count, odd)

    files = [[file.label, file.sha256] for path in paths for file in hash_inputs(memory.project, Path(path).absolute())]
    return memory.stage("read", {"files": files}, write)


Batches = Callable[[], Iterator[tuple[pd.DataFrame | None, pd.DataFrame | None]]]


def _extract(memory: Memory, goes_in: Mapping[str, Any], batches: Batches, progress: Progress) -> Path:
    from osint_kit.extract import extract

    def write(folder: Path) -> None:
        count = 0
        with Output(folder, MADE_BY["extract"]) as out:
            for documents, cells in batches():
                assert documents is not None
                out.append(extract(documents, cells))
                count += len(documents)
                progress("extract", count)

    return memory.stage("extract", goes_in, write)


def _clean(memory: Memory, goes_in: Mapping[str, Any], batches: Batches, rules: dict[str, Any], progress: Progress) -> Path:
    from osint_kit.clean import clean_claims as clean

    _check_rules(clean, rules)
    judgement = [[name, hash_file(path)] for name, path in memory.project.judgement().items()]
    files = {name: str(path) for name, path in memory.project.rule_files().items()} | rules

    def write(folder: Path) -> None:
        count = 0
        with Output(folder, MADE_BY["clean"]) as out:
            for documents, figures in batches():
                if figures is None:
                    continue
                out.append([clean(figures, documents, **files)])
                count += len(figures)
                progress("clean", count)

    return memory.stage("clean", {**goes_in, "rules": rules, "judgement": judgement}, write)


def _cross(memory: Memory, given: Mapping[str, pd.DataFrame | None], rules: dict[str, Any], progress: Progress = _silent) -> Path:
    from osint_kit.cross_reference import cross_reference as cross

    _check_rules(cross, rules)

    def write(folder: Path) -> None:
        with Output(folder, MADE_BY["cross_reference"]) as out:
            out.append(cross(given["claims"], given["figures"], given["documents"], given["references"], **rules))
        progress("cross_reference", 0 if given["claims"] is None else len(given["claims"]))

    return memory.stage("cross_reference", {name: digest(rows) for name, rows in given.items()} | {"rules": rules}, write)


def _aligned(
    documents: Iterable[pd.DataFrame], rows: Iterable[pd.DataFrame]
) -> Iterator[tuple[pd.DataFrame | None, pd.DataFrame | None]]:
    """Batches of documents, each with the batches of rows that belong to them (they stand in the same order)."""
    waiting = iter(rows)
    held = next(waiting, None)
    for batch in documents:
        mine, known = [], set(batch["document_id"])
        while held is not None and held["document_id"].iat[0] in known:
            mine.append(held)
            held = next(waiting, None)
        yield batch, pd.concat(mine, ignore_index=True) if mine else None
    if held is not None:
        raise InputError(f"a row of document {held['document_id'].iat[0]} stands before its document", "clear data/processed")


def _check_rules(verb: Callable[..., Any], rules: Mapping[str, Any]) -> None:
    known = [name for name, one in inspect.signature(verb).parameters.items() if one.default is not one.empty]
    known = [name for name in known if name not in ("figures", "documents", "references")]
    for name in rules:
        if name not in known:
            raise ParameterError(f"{verb.__name__} has no rule {name!r}", f"it has {', '.join(known)}")


def _load(stage: str, folder: Path) -> list[pd.DataFrame]:
    return [tables.load(name, folder) for name in MADE_BY[stage]]


def _join(name: str, batches: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [batch for batch in batches if len(batch)]
    return tables.check(name, pd.concat(filled, ignore_index=True)) if filled else tables.empty(name)


def _as_list(paths: Paths) -> list[str]:
    return [str(paths)] if isinstance(paths, str | os.PathLike) else [str(path) for path in paths]


def _not_empty(paths: list[str], count: int, quarantine: pd.DataFrame) -> None:
    if count == 0:
        why = f" ({quarantine['path'].iat[0]}: {quarantine['reason'].iat[0]})" if len(quarantine) else ""
        raise InputError(f"{' '.join(paths)}: no documents found{why}", "put texts or tables there, or name another folder")
