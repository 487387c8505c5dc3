"""`keras-lens rules`: what the rules are, and what one of them is about."""

from __future__ import annotations

import json
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from keras_lens.cli.frames import SEVERITY_STYLES
from keras_lens.ide.report import Plain
from keras_lens.rules.documentation.pages import page
from keras_lens.rules.names import did_you_mean
from keras_lens.rules.registry import RULES, SUBJECTS, TITLES
from keras_lens.rules.rule import Rule


class NoSuchRule(Exception):
    """No rule has that name; the message says which is nearest."""


def print_rules() -> None:
    """All rules, by subject: a table in a terminal, a line each for a program."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for line in _lines():
            typer.echo(line)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("Rule", "Severity", "Fix", "What it finds"):
        table.add_column(heading, header_style="bold", no_wrap=heading == "Rule")
    for subject, rules in SUBJECTS.items():
        if rules:
            table.add_row()
            table.add_row(Text(subject, "bold"), "", "", Text(TITLES[subject], "bold"))
        for rule in rules:
            severity = Text(rule.severity, SEVERITY_STYLES.get(rule.severity, ""))
            table.add_row(rule.identifier, severity, _fix_mark(rule), _words(rule.summary))
    console.print(table)
    console.print("\nkeras-lens rules RULE explains one.")


def print_rule(name: str) -> None:
    """The page of one rule. Raises NoSuchRule."""
    text = page(_rule(name))
    console = Console()
    if console.is_terminal:
        console.print(Markdown(_without_remarks(text)))
    else:
        typer.echo(_without_remarks(text), nl=False)


def print_json(name: str | None) -> None:
    """All rules, or one, as a list of objects. Raises NoSuchRule."""
    rules = RULES if name is None else (_rule(name),)
    subjects = {rule.identifier: subject for subject, own in SUBJECTS.items() for rule in own}
    told: Plain = [
        {
            "rule": rule.identifier,
            "subject": subjects[rule.identifier],
            "severity": rule.severity,
            "summary": rule.summary,
            "explanation": rule.explanation.strip(),
            "bad": rule.bad.strip(),
            "good": rule.good.strip(),
            "fixes": list(rule.fixes),
        }
        for rule in rules
    ]
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _lines() -> Iterator[str]:
    width = max(len(rule.identifier) for rule in RULES)
    for subject, rules in SUBJECTS.items():
        for rule in rules:
            start = f"{rule.identifier:<{width}}  {subject:<9}  {rule.severity:<11}"
            yield f"{start}  {_fix_mark(rule):<3}  {rule.summary}"


def _fix_mark(rule: Rule) -> str:
    return "fix" if rule.fixes else ""


def _words(summary: str) -> Text:
    """Code without its backquotes, in its own colour."""
    text = Text()
    for number, part in enumerate(summary.split("`")):
        text.append(part, "cyan" if number % 2 else "")
    return text


def _rule(name: str) -> Rule:
    wanted = name.replace("_", "-").lower()
    by_name = {rule.identifier: rule for rule in RULES}
    if wanted not in by_name:
        raise NoSuchRule(f"no rule is called {name}{did_you_mean(wanted, by_name)}")
    return by_name[wanted]


def _without_remarks(text: str) -> str:
    """The page without what is meant for those who edit it."""
    return text.partition("<!--")[0].rstrip() + "\n"
