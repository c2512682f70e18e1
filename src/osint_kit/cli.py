"""The command ``osint-kit``: the verbs of the package on files. Results go to standard output or ``--out``, progress to standard error.

Exit codes: 0 done; 1 done, but something is in quarantine and ``--strict`` was given (for ``verify``: the bytes differ);
2 the call or the input is wrong, and one line says what and how to mend it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from osint_kit.errors import OsintKitError

if TYPE_CHECKING:
    import pandas as pd

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
strict = click.option("--strict", is_flag=True, help="Exit with 1 if something could not be read.")
out_file = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file; its ending says how.")


def main() -> None:
    """Run the command; every error is one line."""
    try:
        code = commands(prog_name="osint-kit", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except OsintKitError as error:
        _fail(str(error))
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "osint-kit"
        _fail(f"{' '.join(error.format_message().split())} See `{where} --help`.")
    except click.ClickException as error:
        _fail(" ".join(error.format_message().split()))
    except (click.Abort, KeyboardInterrupt):
        click.echo("osint-kit: stopped", err=True)
        sys.exit(130)
    except OSError as error:
        _fail(f"{error.filename or 'the file system'}: {error.strerror or error}")


def _fail(line: str) -> None:
    click.echo(f"osint-kit: {' '.join(line.split())}", err=True)
    sys.exit(2)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="osint-kit")
def commands() -> None:
    """Source-attributed figures: read them, make them comparable, cross-reference them, report on them.

    PATH is a file or a folder in any known format; - is JSONL on standard input (id, text and optionally lang, published,
    channel, publisher, url, title).
    """


@commands.command()
@paths
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file instead.")
@strict
def inspect(paths: tuple[str, ...], as_json: bool, strict: bool) -> int:
    """Show what is there, file by file: format, records, days, languages, channels, what could not be read."""
    from shutil import get_terminal_size

    from osint_kit.read import inspect as inspect_paths
    from osint_kit.read.inspection import told

    found = inspect_paths(paths)
    with _reader_may_leave():
        if as_json:
            click.echo(found.to_json(orient="records", lines=True, force_ascii=False), nl=False)
        else:
            for line in told(found, max(40, get_terminal_size((100, 24)).columns)):
                click.echo(line)
    return int(strict and "quarantined" in found and bool(found["quarantined"].fillna(0).sum()))


@commands.command()
@paths
@out_file
@strict
def extract(paths: tuple[str, ...], out: Path | None, strict: bool) -> int:
    """Write every figure: JSONL, or CSV or Parquet by the ending of --out.

    Each figure has the columns of the table figures, the bounds of the table claims, and doc_id (the id that the file gives its document).
    """
    from osint_kit.export import figure_rows, open_writer

    odd = _Quarantine()
    with _reader_may_leave(), open_writer(out) as write:
        for documents, cells in odd.pass_by(paths):
            write(figure_rows(documents, cells))
    return odd.finish(strict)


@commands.command()
@paths
@out_file
@strict
def dates(paths: tuple[str, ...], out: Path | None, strict: bool) -> int:
    """Write every date that the texts name: doc_id, start, end, quote, date_start, date_end."""
    from osint_kit.export import date_rows, open_writer

    odd = _Quarantine()
    with _reader_may_leave(), open_writer(out) as write:
        for documents, _ in odd.pass_by(paths):
            write(date_rows(documents))
    return odd.finish(strict)


@commands.command()
@paths
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for the tables.")
@click.option("--pseudonyms", is_flag=True, help="Replace authors and handles by author-001, author-002, … in every table.")
@strict
def crossref(paths: tuple[str, ...], out: Path, pseudonyms: bool, strict: bool) -> int:
    """Run all stages and write all tables as CSV."""
    from osint_kit.export import all_tables
    from osint_kit.tables import write_csv

    made = all_tables(paths, _Progress())
    if pseudonyms:
        from osint_kit.report.pseudonyms import pseudonymise

        made = pseudonymise(made)
    for name, rows in made.items():
        write_csv(name, rows, out)
    odd = _Quarantine()
    odd.count = len(made["quarantine"])
    return odd.finish(strict, f"{out}/quarantine.csv")


@commands.command()
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="CSV or Parquet by its ending.")
@click.option("--agree-within", metavar="X", help="How far apart two values may be and still say the same: 5, or 5%.")
def pool(table: Path, out: Path, agree_within: str | None) -> None:
    """Pool a table of claims (source, object, value and more) into one answer for each object and attribute."""
    from osint_kit.cross_reference.pool import pool_claims
    from osint_kit.export import read_table, width, write_table

    write_table(pool_claims(read_table(table), agree_within=width(agree_within)), out)


@commands.command()
@paths
@out_file
def check(paths: tuple[str, ...], out: Path | None) -> None:
    """Write what is odd in series and tables: falls, slips, silent changes, categories, sums (CSV; each row leads to its cells)."""
    from osint_kit.export import write_rows
    from osint_kit.series import check_series

    write_rows(check_series(list(paths)), out)


@commands.command("compare-series")
@click.argument("claimed", type=click.Path())
@click.argument("confirmed", type=click.Path())
@click.option("--date", metavar="DAY", help="Compare on this day, as 2025-02-08 (default: every day of the confirmed side).")
@click.option("--categories", type=click.Path(dir_okay=False), help="A file that says which categories answer each other.")
@out_file
def compare_series_(claimed: str, confirmed: str, date: str | None, categories: str | None, out: Path | None) -> None:
    """Write what CLAIMED says beside what CONFIRMED says, category by category, with their ratio (CSV)."""
    from osint_kit.export import write_rows
    from osint_kit.series import compare_series

    write_rows(compare_series(claimed, confirmed, date, categories=categories), out)


@commands.command()
@click.option("-p", "--parameter", "given", type=(str, str), multiple=True, metavar="NAME VALUE", help="Set a parameter.")
@click.option("-f", "--file", "file", type=click.Path(path_type=Path, dir_okay=False), help="Set parameters from a YAML file.")
@click.option("--raw", metavar="PATH", help="The material to report on (short for -p raw PATH).")
@click.option("--name", help="The report's name (short for -p name NAME).")
@click.option("--keep-names", is_flag=True, help="Show authors and handles as they stand (short for -p keep_names true).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where reports are kept (default: reports/).")
@strict
def report(
    given: tuple[tuple[str, str], ...],
    file: Path | None,
    raw: str | None,
    name: str | None,
    keep_names: bool,
    out: Path | None,
    strict: bool,
) -> int:
    """Write the next version of a report, if anything changed since the last one."""
    from osint_kit.report.run import run_report

    texts = dict(given)
    if raw is not None:
        texts["raw"] = raw
    if name is not None:
        texts["name"] = name
    if keep_names:
        texts["keep_names"] = "true"
    made = run_report(texts, file=file, out=out, say=lambda line: click.echo(line, err=True))
    click.echo(made.line())
    return int(strict and made.quarantined > 0)


@commands.command()
@click.argument("version", type=click.Path(path_type=Path))
def verify(version: Path) -> int:
    """Make a version again in a clean place and compare it byte for byte.

    Exits with 0 if it is identical, 1 if bytes differ, 2 if an input or the code is no longer at hand.
    """
    from osint_kit.report.verify import verify_report

    result = verify_report(version, say=lambda line: click.echo(line, err=True))
    for line in result.lines():
        click.echo(line)
    return 0 if result.same else 1


@commands.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def compare(old: Path, new: Path) -> int:
    """Show what changed between two versions of a report, figure by figure, and why."""
    from osint_kit.report.compare import compare_reports

    click.echo(compare_reports(old, new).markdown(), nl=False)
    return 0


@commands.command()
@click.argument("name", type=click.Path(path_type=Path))
def new(name: Path) -> int:
    """Make a project folder for a topic of your own: notebooks, names, parameters, and a place for the material."""
    from osint_kit.report.start import new_project

    made = new_project(name)
    click.echo(
        f"{made} is ready: put your material into {made / 'data' / 'raw'}, then run `osint-kit report` there; {made / 'README.md'} says more"
    )
    return 0


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Whoever reads standard output may stop early, as ``head`` does: that ends the work and is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Quarantine:
    """Counts what could not be read while batches pass by."""

    def __init__(self) -> None:
        self.count = 0
        self.documents = 0

    def pass_by(self, paths: tuple[str, ...]) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
        from osint_kit.errors import InputError
        from osint_kit.read import read_batches

        progress, first = _Progress(), ""
        for batch in read_batches(list(paths)):
            if len(batch.quarantine) and not first:
                first = f" ({batch.quarantine['path'].iat[0]}: {batch.quarantine['reason'].iat[0]})"
            self.count += len(batch.quarantine)
            self.documents += len(batch.documents)
            progress("read", self.documents)
            yield batch.documents, batch.cells
        if not self.documents:
            raise InputError(f"{' '.join(paths)}: no documents found{first}", "see `osint-kit inspect`")

    def finish(self, strict: bool, where: str = "`osint-kit inspect`") -> int:
        if self.count:
            click.echo(f"osint-kit: {self.count} could not be read; see {where}", err=True)
        return int(strict and self.count > 0)


class _Progress:
    """Tells on standard error how far long work is, where a person watches."""

    def __init__(self) -> None:
        self._last: Callable[[], float] | None = None
        self._then = self._now()

    @staticmethod
    def _now() -> float:
        import time

        return time.monotonic()

    def __call__(self, stage: str, rows: int) -> None:
        if self._now() - self._then > 2 and sys.stderr.isatty():
            self._then = self._now()
            click.echo(f"{stage}: {rows:,} rows", err=True)


if __name__ == "__main__":
    main()
