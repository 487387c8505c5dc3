"""Shows the user what the evaluator is doing, in clients that have no status of their own for it:
progress while it starts, a message if it fails."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from keras_lens.evaluation.states import EvaluatorState, Failed, Starting
from keras_lens.localization import translate, translate_reason
from keras_lens.lsp import capabilities


class EvaluatorStatus:
    """Lives in the event loop's thread."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._state: EvaluatorState | None = None
        self._progress: str | None = None
        self._told: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def show(self, state: EvaluatorState) -> None:
        """The evaluator is now in `state`."""
        self._state = state
        if isinstance(state, Starting):
            self._start(self._begin_progress())
        else:
            self._end_progress()
        if isinstance(state, Failed) and state.message not in self._told:
            self._told.add(state.message)
            message = types.ShowMessageParams(
                types.MessageType.Error, translate_reason(state.message)
            )
            self._server.window_show_message(message)

    def forget(self) -> None:
        """Another interpreter is used from now on: its failures are news again."""
        self._told.clear()
        self._end_progress()

    async def _begin_progress(self) -> None:
        if not capabilities.shows_progress(self._server.client_capabilities):
            return
        token = str(uuid.uuid4())
        await self._server.work_done_progress.create_async(token)
        if isinstance(self._state, Starting) and self._progress is None:
            self._progress = token
            title = translate("Keras Lens: starting TensorFlow")
            self._server.work_done_progress.begin(token, types.WorkDoneProgressBegin(title))

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._server.work_done_progress.end(self._progress, types.WorkDoneProgressEnd())
            self._progress = None

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
