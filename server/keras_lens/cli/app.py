"""The command `keras-lens`."""

from __future__ import annotations

import enum
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from keras_lens import __version__
from keras_lens.cli.annotated import print_annotated
from keras_lens.cli.checking import CheckedFile, Complaints, checked_files, keras_of
from keras_lens.cli.examining import Examination
from keras_lens.cli.fixing import Wanted
from keras_lens.cli.formats import PRINTERS, CheckFormat
from keras_lens.cli.results import FileResult, ReportedFinding
from keras_lens.cli.rule_pages import NoSuchRule, print_json, print_rule, print_rules
from keras_lens.cli.selection import Selection, UnknownRule, selection
from keras_lens.cli.spreading import examined
from keras_lens.cli.summaries import print_summaries
from keras_lens.cli.verdict import TROUBLE, exit_code
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.garbage import collect_rarely
from keras_lens.ide.report import file_report, report

app = typer.Typer(
    name="keras-lens",
    help="Output shapes and parameter counts of Keras models, without running the program.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)
]
Interpreter = Annotated[
    str,
    typer.Option(help="The Python whose TensorFlow is asked.", show_default="this one"),
]


class ShowFormat(str, enum.Enum):
    """How the findings are printed."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[ShowFormat, typer.Option("--format", help="Text for people, JSON for programs.")]


def main() -> None:
    """Runs the command; ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    collect_rarely()
    app(prog_name="keras-lens")


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"keras-lens {__version__}")
        raise typer.Exit


@app.command()
def show(
    paths: Paths,
    format: Format = ShowFormat.TEXT,
    interpreter: Interpreter = sys.executable,
) -> None:
    """Show each file with shapes and parameter counts at the line ends.

    Exit code 0, or 2 if a file could not be read.
    """
    complaints = Complaints()
    with keras_of(interpreter, complaints) as evaluation:
        if format is ShowFormat.JSON:
            _print_json(evaluation, checked_files(paths, evaluation, complaints))
        else:
            console = _console()
            progress = not console.is_terminal
            checked = checked_files(paths, evaluation, complaints, progress=progress)
            with_path = len(paths) > 1 or Path(paths[0]).is_dir()
            for index, file in enumerate(checked):
                if index:
                    console.print()
                print_annotated(file, console, with_path)
    raise typer.Exit(TROUBLE if complaints.count else 0)


@app.command()
def check(
    paths: Paths,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes.")] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option("--unsafe-fixes", help="With --fix: also those that change the model."),
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Only these rules or subjects.", metavar="RULE", show_default=False),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Not these rules or subjects.", metavar="RULE", show_default=False),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit code 0 even if there are findings.")
    ] = False,
    format: Annotated[
        CheckFormat, typer.Option("--format", help="For people, or for programs.")
    ] = CheckFormat.TEXT,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, help="How many processes work at it.", show_default="as many as it is worth"
        ),
    ] = None,
    interpreter: Interpreter = sys.executable,
) -> None:
    """Report the findings only.

    Exit code 0 if there are no errors and warnings, 1 if there are any, 2 if something could not
    be done.
    """
    complaints = Complaints()
    chosen = _selection(select or (), ignore or (), complaints)
    wanted = (Wanted.PREFERRED if unsafe_fixes else Wanted.SAFE) if fix else None
    examination = Examination(chosen, wanted, str(Path.cwd()))
    found: list[ReportedFinding] = []
    with keras_of(interpreter, complaints) as evaluation:

        def results() -> Iterator[FileResult]:
            for result in examined(paths, examination, evaluation, complaints, jobs):
                found.extend(result.findings)
                yield result

        PRINTERS[format](results(), evaluation)
    raise typer.Exit(exit_code(found, complaints.count > 0, exit_zero))


def _selection(select: Sequence[str], ignore: Sequence[str], complaints: Complaints) -> Selection:
    try:
        return selection(select, ignore)
    except UnknownRule as problem:
        complaints.add(str(problem))
        raise typer.Exit(TROUBLE) from None


@app.command()
def summary(
    target: Annotated[str, typer.Argument(metavar="FILE[:NAME]", show_default=False)],
    interpreter: Interpreter = sys.executable,
) -> None:
    """Print what model.summary() prints, without running the program.

    NAME is the variable or Keras's name of one model; without it, all models of the file.
    """
    complaints = Complaints()
    with keras_of(interpreter, complaints) as evaluation:
        print_summaries(target, evaluation, complaints)
    raise typer.Exit(TROUBLE if complaints.count else 0)


@app.command()
def rules(
    name: Annotated[
        str | None, typer.Argument(help="The rule to explain.", show_default=False)
    ] = None,
    format: Format = ShowFormat.TEXT,
) -> None:
    """List the rules, or explain one."""
    try:
        if format is ShowFormat.JSON:
            print_json(name)
        elif name is None:
            print_rules()
        else:
            print_rule(name)
    except NoSuchRule as problem:
        Complaints().add(str(problem))
        raise typer.Exit(TROUBLE) from None


@app.command()
def server(
    tcp: Annotated[bool, typer.Option("--tcp", help="Listen on a TCP port.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 2087,
    stdio: Annotated[bool, typer.Option("--stdio", help="Standard input and output.")] = True,
) -> None:
    """Run the language server, for an editor."""
    from keras_lens.lsp.__main__ import main as run_server

    run_server(["--tcp", "--host", host, "--port", str(port)] if tcp else ["--stdio"])


def _print_json(evaluation: KerasEvaluation, checked: Iterable[CheckedFile]) -> None:
    files = [
        file_report(file.source.path, file.analysis, file.findings, file.source.notebook)
        for file in checked
    ]
    typer.echo(json.dumps(report(evaluation.environment, files), ensure_ascii=False, indent=2))


def _console() -> Console:
    return Console(soft_wrap=True, highlight=False)
