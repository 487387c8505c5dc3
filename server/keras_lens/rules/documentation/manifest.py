"""The setting `kerasLens.rules` in the extension's manifest, and its texts in all languages.

The manifest names a text by a key; `package.nls.json` has the English ones, and
`package.nls.zh-cn.json` the Chinese (VS Code's "Extension manifest" and "Localization").
"""

from __future__ import annotations

import json
from pathlib import Path

from keras_lens.localization import ENGLISH, in_language, translate
from keras_lens.localization.catalogs import languages
from keras_lens.rules.findings import SEVERITIES, documentation_of
from keras_lens.rules.registry import RULES

_SETTING = "kerasLens.rules"
_KEY = "rule."
_TEXT_OF_SETTING = "setting.rules"


def with_setting(manifest: str) -> str:
    """The text of `package.json` with the properties of the setting `kerasLens.rules`."""
    content = json.loads(manifest)
    setting = content["contributes"]["configuration"]["properties"][_SETTING]
    setting["markdownDescription"] = f"%{_TEXT_OF_SETTING}%"
    setting["properties"] = {
        rule.identifier: {
            "type": "string",
            "enum": list(SEVERITIES),
            "default": rule.severity,
            "markdownDescription": f"%{_KEY}{rule.identifier}%",
        }
        for rule in RULES
    }
    return _json(content)


def with_texts(texts: str, language: str) -> str:
    """The texts of the manifest in `language`, with those of the rules."""
    kept = {key: text for key, text in json.loads(texts).items() if not key.startswith(_KEY)}
    with in_language(language):
        kept[_TEXT_OF_SETTING] = translate(
            "How serious the findings of a rule are. `off` turns the rule off."
        )
        for rule in RULES:
            kept[_KEY + rule.identifier] = translate(
                "{summary}. [More]({page})",
                summary=translate(rule.summary),
                page=documentation_of(rule.identifier),
            )
    return _json(kept)


def manifests() -> dict[str, str]:
    """The languages by the name of the file that has the manifest's texts."""
    return {"package.nls.json": ENGLISH} | {
        f"package.nls.{language}.json": language for language in languages()
    }


def write_manifest(repository: Path) -> None:
    """Writes the setting and its texts into the files that are there."""
    manifest = repository / "package.json"
    if manifest.is_file():
        _write(manifest, with_setting(manifest.read_text(encoding="utf-8")))
    for name, language in manifests().items():
        path = repository / name
        if path.is_file():
            _write(path, with_texts(path.read_text(encoding="utf-8"), language))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
