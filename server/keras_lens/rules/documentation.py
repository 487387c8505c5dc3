"""What is made from the rules: their pages in `docs/rules`, and their setting in `package.json`.

`python -m keras_lens.rules.documentation [REPOSITORY]` writes both.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from keras_lens.rules.findings import SEVERITIES, documentation_of
from keras_lens.rules.registry import RULES, SUBJECTS, TITLES
from keras_lens.rules.rule import Rule

_MADE = "<!-- Made from the rule"
_SETTING = "kerasLens.rules"


def page(rule: Rule) -> str:
    """The page of one rule, in Markdown."""
    fixes = "\n".join(f"- {fix}" for fix in rule.fixes)
    severities = ", ".join(f"`{severity}`" for severity in SEVERITIES)
    return f"""\
# {rule.identifier}

{rule.summary}.

Severity: {rule.severity}. The [settings](../configuration.md) can change it to any of {severities}.

## Why

{rule.explanation.strip()}

## Example

```python
{rule.bad.strip()}
```

What was probably meant:

```python
{rule.good.strip()}
```

## Fixes

{fixes}

## Keeping it on purpose

A comment at the end of the line keeps the finding away from that line:

```python
...  # keras-lens: ignore[{rule.identifier}]
```

Several rules are separated by commas. Above the first statement,
`# keras-lens: ignore-file[{rule.identifier}]` keeps it away from the whole file.

{_MADE}'s module by `python -m keras_lens.rules.documentation`; edit there. -->
"""


def index() -> str:
    """The page that lists all rules."""
    parts = "\n\n".join(
        f"## {TITLES[subject]}\n\n{_table(rules)}" for subject, rules in SUBJECTS.items() if rules
    )
    return f"""\
# Rules

What Keras Lens finds, by subject. How serious each is, and where it is silent, can be
[configured](../configuration.md).

{parts}

{_MADE}s by `python -m keras_lens.rules.documentation`; edit there. -->
"""


def _table(rules: tuple[Rule, ...]) -> str:
    rows = (
        f"| [{rule.identifier}]({rule.identifier}.md) | {rule.severity}"
        f" | {rule.summary.replace('|', chr(92) + '|')} |"
        for rule in rules
    )
    return "\n".join(("| Rule | Severity | What it finds |", "|---|---|---|", *rows))


def pages() -> dict[str, str]:
    """All pages by file name."""
    return {"README.md": index()} | {f"{rule.identifier}.md": page(rule) for rule in RULES}


def with_setting(manifest: str) -> str:
    """The text of `package.json` with the properties of the setting `kerasLens.rules`."""
    content = json.loads(manifest)
    setting = content["contributes"]["configuration"]["properties"][_SETTING]
    setting["properties"] = {
        rule.identifier: {
            "type": "string",
            "enum": list(SEVERITIES),
            "default": rule.severity,
            "markdownDescription": (f"{rule.summary}. [More]({documentation_of(rule.identifier)})"),
        }
        for rule in RULES
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write(repository: Path) -> None:
    """Writes the pages and the setting; pages of rules that are no more are removed."""
    folder = repository / "docs" / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for path in folder.glob("*.md"):
        if path.name not in made and _MADE in path.read_text(encoding="utf-8"):
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    manifest = repository / "package.json"
    if manifest.is_file():
        text = with_setting(manifest.read_text(encoding="utf-8"))
        manifest.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
