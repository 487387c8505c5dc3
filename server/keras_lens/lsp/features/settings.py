"""Getting the user's settings from the client, at the start and when they change."""

from __future__ import annotations

import asyncio
import logging

from lsprotocol import types

from keras_lens.lsp import capabilities
from keras_lens.lsp.configuration import SECTION, configuration_of
from keras_lens.lsp.session import Session

_LOG = logging.getLogger(__name__)
_PATIENCE = 5.0
"""Seconds for the client to tell its settings."""


async def initialised(session: Session) -> None:
    """Asks for the settings, if the client has more than it gave already, and begins."""
    if capabilities.gives_configuration(session.client):
        await _pull(session)
    session.begin()
    if capabilities.registers_configuration(session.client):
        await _subscribe(session)


async def changed(session: Session, settings: object) -> None:
    """The settings are no longer what they were. `settings`: as the client sends them; some
    clients send nothing and want to be asked."""
    if capabilities.gives_configuration(session.client):
        await _pull(session)
    elif isinstance(settings, dict):
        session.apply(configuration_of(settings.get(SECTION, settings)))


async def _pull(session: Session) -> None:
    wanted = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
    try:
        answer = await asyncio.wait_for(
            session.server.workspace_configuration_async(wanted), _PATIENCE
        )
    except Exception as problem:  # whatever the client answers, there are settings to work with
        _LOG.warning("The client does not tell its settings: %r", problem)
        return
    if answer and isinstance(answer[0], dict):
        session.apply(configuration_of(answer[0]))


async def _subscribe(session: Session) -> None:
    method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
    options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
    registration = types.Registration(id=SECTION, method=method, register_options=options)
    await session.server.client_register_capability_async(types.RegistrationParams([registration]))
