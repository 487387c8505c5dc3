"""What the user has set, as the client tells it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from keras_lens.ide.hint_labels import DEFAULT_TEMPLATE, HintOptions
from keras_lens.rules.severities import understood

SECTION = "kerasLens"
"""The name of the settings in the client."""

_LEVELS = {
    "off": logging.CRITICAL + 1,
    "error": logging.ERROR,
    "warning": logging.WARNING,
    "info": logging.INFO,
    "information": logging.INFO,
    "debug": logging.DEBUG,
    "trace": logging.DEBUG,
}


_BATCH_AXES: Mapping[str, str | None] = {"None": "None", "B": "B", "hidden": None}


@dataclass(frozen=True, slots=True)
class LensOptions:
    """enabled: lenses at all. changes: whether they compare with the last commit."""

    enabled: bool = True
    changes: bool = True


@dataclass(frozen=True, slots=True)
class Configuration:
    """hints: what stands in the text. lenses: what stands above models. symbols: whether models are
    in outlines. severities: rule to severity, where it is not the rule's own. follow_imports:
    installed packages and modules to interpret. interpreter: the setting's, None where it is
    empty. log_level: of `logging`."""

    hints: HintOptions = field(default_factory=HintOptions)
    lenses: LensOptions = field(default_factory=LensOptions)
    symbols: bool = True
    severities: Mapping[str, str] = field(default_factory=dict)
    follow_imports: tuple[str, ...] = ()
    interpreter: str | None = None
    log_level: int = logging.INFO


@dataclass(frozen=True, slots=True)
class ClientOptions:
    """What the client says once, when it starts the server.

    settings: as in `configuration_of`. interpreter: chosen by the client; goes before the
    setting. command_links: whether hovers may carry links to the client's own commands.
    status: whether it shows a status of its own, from `kerasLens/status`.
    trusted: False where the user has not said that the folder is to be trusted: git is not run.
    """

    settings: Configuration = field(default_factory=Configuration)
    interpreter: str | None = None
    command_links: bool = False
    status: bool = False
    trusted: bool = True


def client_options_of(options: object) -> ClientOptions:
    """Reads `initializationOptions`; what is missing or of a wrong type is as if not given."""
    given = _mapping(options)
    return ClientOptions(
        settings=configuration_of(given.get("settings")),
        interpreter=_text(given.get("interpreter")) or None,
        command_links=given.get("commandLinks") is True,
        status=given.get("status") is True,
        trusted=given.get("trusted") is not False,
    )


def configuration_of(settings: object) -> Configuration:
    """Reads the settings (nested objects); what is missing or of a wrong type is the default."""
    given = _mapping(settings)
    lenses = _mapping(given.get("codeLens"))
    return Configuration(
        hints=_hint_options(_mapping(given.get("hints"))),
        lenses=LensOptions(
            enabled=_switch(lenses.get("enabled")), changes=_switch(lenses.get("changes"))
        ),
        symbols=_switch(_mapping(given.get("symbols")).get("enabled")),
        severities=understood(_mapping(given.get("rules")), "The setting kerasLens.rules"),
        follow_imports=_names(given.get("followImports")),
        interpreter=_text(given.get("interpreter")) or None,
        log_level=_LEVELS.get(_text(given.get("logLevel")).lower(), logging.INFO),
    )


def _hint_options(given: Mapping[str, object]) -> HintOptions:
    length = given.get("maximumLength")
    return HintOptions(
        enabled=_switch(given.get("enabled")),
        template=_text(given.get("text")) or DEFAULT_TEMPLATE,
        parameters=_switch(given.get("parameters")),
        at_line_end=given.get("position") == "endOfLine",
        maximum_length=max(length, 0) if isinstance(length, int) else 0,
        abbreviated=given.get("counts") == "abbreviated",
        batch_axis=_BATCH_AXES.get(_text(given.get("batchAxis")), "None"),
    )


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(name for name in map(_text, value) if name)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _switch(value: object) -> bool:
    return value if isinstance(value, bool) else True
