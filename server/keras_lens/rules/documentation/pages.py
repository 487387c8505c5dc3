"""The pages of the rules, in Markdown: `docs/rules`, and `docs/zh-cn/rules` in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from keras_lens.localization import ENGLISH, in_language, translate, translate_document
from keras_lens.localization.catalogs import languages
from keras_lens.rules.findings import SEVERITIES
from keras_lens.rules.registry import RULES, SUBJECTS, TITLES
from keras_lens.rules.rule import Rule

_MADE = "<!-- Made from the rule"
_SETTINGS = "../configuration.md"
"""In each language there is such a page beside the folder of the rules."""
_MAKE = "by `python -m keras_lens.rules.documentation`; edit there. -->"


def page(rule: Rule) -> str:
    """The page of one rule, in the language in force."""
    fixes = "\n".join(f"- {translate_document(fix)}" for fix in rule.fixes)
    severities = ", ".join(f"`{severity}`" for severity in SEVERITIES)
    parts = [
        f"# {rule.identifier}",
        translate("{summary}.", summary=translate(rule.summary)),
        translate(
            "Severity: {severity}. The [settings]({settings}) can change it to any of"
            " {severities}.",
            severity=rule.severity,
            settings=_SETTINGS,
            severities=severities,
        ),
        translate("## Why"),
        translate_document(rule.explanation.strip()),
        translate("## Example"),
        _code(rule.bad),
        translate("What was probably meant:"),
        _code(rule.good),
        translate("## Fixes"),
        fixes,
        translate("## Keeping it on purpose"),
        translate("A comment at the end of the line keeps the finding away from that line:"),
        _code(f"...  # keras-lens: ignore[{rule.identifier}]"),
        translate(
            "Several rules are separated by commas. Above the first statement,\n"
            "`# keras-lens: ignore-file[{rule}]` keeps it away from the whole file.",
            rule=rule.identifier,
        ),
        f"{_MADE}'s module {_MAKE}",
    ]
    return "\n\n".join(parts) + "\n"


def index() -> str:
    """The page that lists all rules, in the language in force."""
    parts = [
        translate("# Rules"),
        translate(
            "What Keras Lens finds, by subject. How serious each is, and where it is silent, can\n"
            "be [configured]({settings}).",
            settings=_SETTINGS,
        ),
    ]
    for subject, rules in SUBJECTS.items():
        if rules:
            parts += [f"## {translate_document(TITLES[subject])}", _table(rules)]
    return "\n\n".join([*parts, f"{_MADE}s {_MAKE}"]) + "\n"


def pages() -> dict[str, str]:
    """All pages, in all languages, by their path in the repository."""
    return {path: text for each in (ENGLISH, *languages()) for path, text in _pages_in(each)}


def write_pages(repository: Path) -> None:
    """Writes the pages; those of rules that are no more are removed."""
    made = pages()
    for folder in {(repository / path).parent for path in made}:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.md"):
            is_made = _MADE in path.read_text(encoding="utf-8")
            if is_made and path.relative_to(repository).as_posix() not in made:
                path.unlink()
    for name, text in made.items():
        (repository / name).write_text(text, encoding="utf-8", newline="\n")


def _pages_in(each: str) -> Iterator[tuple[str, str]]:
    folder = "docs/rules" if each == ENGLISH else f"docs/{each}/rules"
    with in_language(each):
        yield f"{folder}/README.md", index()
        for rule in RULES:
            yield f"{folder}/{rule.identifier}.md", page(rule)


def _code(program: str) -> str:
    return f"```python\n{program.strip()}\n```"


def _table(rules: tuple[Rule, ...]) -> str:
    rows = (
        f"| [{rule.identifier}]({rule.identifier}.md) | {rule.severity}"
        f" | {translate(rule.summary).replace('|', chr(92) + '|')} |"
        for rule in rules
    )
    return "\n".join((translate("| Rule | Severity | What it finds |"), "|---|---|---|", *rows))
