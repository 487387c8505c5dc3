"""The documentation pages, made from the rules: `python -m keras_lens.rules.documentation DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from keras_lens.rules.findings import SEVERITIES
from keras_lens.rules.registry import RULES
from keras_lens.rules.rule import Rule


def page(rule: Rule) -> str:
    """The page of one rule, in Markdown."""
    fixes = "\n".join(f"- {fix}" for fix in rule.fixes)
    severities = ", ".join(f"`{severity}`" for severity in SEVERITIES)
    return f"""\
# {rule.identifier}

{rule.summary}.

Severity: {rule.severity}. The settings can change it to any of {severities}.

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

Several rules are separated by commas.

<!-- Made from the rule's module by `python -m keras_lens.rules.documentation`; edit there. -->
"""


def index() -> str:
    """The page that lists all rules."""
    rows = "\n".join(
        f"- [{rule.identifier}]({rule.identifier}.md) ({rule.severity}): {rule.summary}."
        for rule in RULES
    )
    return f"""\
# Rules

{rows}

<!-- Made from the rules by `python -m keras_lens.rules.documentation`; edit there. -->
"""


def pages() -> dict[str, str]:
    """All pages by file name."""
    return {"README.md": index()} | {f"{rule.identifier}.md": page(rule) for rule in RULES}


def write(folder: Path) -> None:
    """Writes all pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules"))
