"""What can be done about findings: quick fixes, and all safe fixes at once."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from keras_lens.ide.code_actions import Action, fix_all, quick_fixes
from keras_lens.lsp import capabilities, conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.lsp.views import View

FIX_ALL = "source.fixAll.kerasLens"
"""Asked for by name: when the file is saved, or from the menu of source actions. Of a notebook it
is about one cell, since editors ask for each."""
FIX_NOTEBOOK = f"notebook.{FIX_ALL}"
"""The same for all cells at once."""
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL, FIX_NOTEBOOK]


async def code_actions(
    session: Session, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """The actions for the findings that `params.range` touches, of the kinds that are wanted."""
    only = params.context.only
    quick = _is_wanted(types.CodeActionKind.QuickFix.value, only)
    at_once = [kind for kind in (FIX_ALL, FIX_NOTEBOOK) if only and _is_wanted(kind, only)]
    if not quick and not at_once:
        return None
    uri = params.text_document.uri
    run = await waiting.finished(session, uri)
    if run is None or run.analysis is None or not run.findings:
        return None
    file, view = run.analysis.file, session.view(run, uri)
    actions: list[tuple[types.CodeActionKind | str, Action]] = []
    if quick:
        fixes = quick_fixes(file, run.findings, view.span_of(params.range))
        actions += [(types.CodeActionKind.QuickFix, action) for action in fixes]
    for kind in at_once:
        if kind == FIX_ALL:
            together = fix_all(file, run.findings, view.holds)
        else:
            is_notebook = run.document.notebook is not None
            together = fix_all(file, run.findings) if is_notebook else None
        if together is not None:
            actions.append((kind, together))
    converted = (_converted(session, run, view, kind, action) for kind, action in actions)
    return [action for action in converted if action is not None]


def _converted(
    session: Session, run: Run, view: View, kind: types.CodeActionKind | str, action: Action
) -> types.CodeAction | None:
    """None where the notebook cannot be changed like that."""
    edit = conversion.workspace_edit(
        action.edits, session.views(run), versioned=capabilities.versions_edits(session.client)
    )
    if edit is None:
        return None
    convert = session.diagnostics(run)
    own = [finding for finding in action.findings if view.holds(finding.span)]
    return types.CodeAction(
        title=view.wording(action.title),
        kind=kind,
        diagnostics=[convert.of(finding) for finding in own],
        is_preferred=action.preferred,
        edit=edit,
    )


def _is_wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether `kind` is among those asked for; a kind stands for its sub-kinds too."""
    if only is None:
        return True
    names = [one.value if isinstance(one, types.CodeActionKind) else one for one in only]
    return any(name in ("", kind) or kind.startswith(f"{name}.") for name in names)
