"""What can be done about findings: quick fixes, and all safe fixes at once."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from keras_lens.ide.code_actions import Action, fix_all, quick_fixes
from keras_lens.lsp import capabilities, conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.models.analysis import Analysis

FIX_ALL = "source.fixAll.kerasLens"
"""Asked for by name: when the file is saved, or from the menu of source actions."""
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL]


async def code_actions(
    session: Session, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """The actions for the findings that `params.range` touches, of the kinds that are wanted."""
    only = params.context.only
    quick = _is_wanted(types.CodeActionKind.QuickFix.value, only)
    all_at_once = only is not None and _is_wanted(FIX_ALL, only)
    if not quick and not all_at_once:
        return None
    run = await waiting.finished(session, params.text_document.uri)
    if run is None or run.analysis is None or not run.findings:
        return None
    file, analysis = run.analysis.file, run.analysis
    found: list[types.CodeAction] = []
    if quick:
        place = session.places(file).span_of(params.range)
        found += [
            _converted(session, run, analysis, action, types.CodeActionKind.QuickFix)
            for action in quick_fixes(file, run.findings, place)
        ]
    together = fix_all(file, run.findings) if all_at_once else None
    if together is not None:
        found.append(_converted(session, run, analysis, together, FIX_ALL))
    return found


def _converted(
    session: Session,
    run: Run,
    analysis: Analysis,
    action: Action,
    kind: types.CodeActionKind | str,
) -> types.CodeAction:
    convert = session.diagnostics(run.document.uri, analysis.file)
    return types.CodeAction(
        title=action.title,
        kind=kind,
        diagnostics=[convert.of(finding) for finding in action.findings],
        is_preferred=action.preferred,
        edit=conversion.workspace_edit(
            action.edits,
            convert.places,
            run.document,
            versioned=capabilities.versions_edits(session.client),
        ),
    )


def _is_wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether `kind` is among those asked for; a kind stands for its sub-kinds too."""
    if only is None:
        return True
    names = [one.value if isinstance(one, types.CodeActionKind) else one for one in only]
    return any(name in ("", kind) or kind.startswith(f"{name}.") for name in names)
