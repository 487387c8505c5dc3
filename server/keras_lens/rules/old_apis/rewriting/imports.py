"""Imports of old Keras in today's terms."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.bindings import names_bound_by
from keras_lens.rules.editing.edits import (
    extent_of,
    indentation_before,
    line_ending,
    replacement,
)
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.rules.old_apis.rewriting.calls import CannotBeWritten
from keras_lens.rules.old_apis.wording import short
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_WIDTH = 88
"""Longer imports are written in lines."""


@dataclass(frozen=True)
class Imported:
    """`name as bound` in an import."""

    name: str
    bound: str | None

    def text(self) -> str:
        return self.name if self.bound in (None, self.name) else f"{self.name} as {self.bound}"


@dataclass
class ImportChange:
    """What one import statement becomes. names: what it imports, by module. edits: of the places
    that read a name which is another one now."""

    statement: ast.Import | ast.ImportFrom
    names: dict[str, list[Imported]] = field(default_factory=dict)
    edits: list[TextEdit] = field(default_factory=list)

    def add(self, module: str, imported: Imported) -> None:
        """Imports something else too, once."""
        names = self.names.setdefault(module, [])
        if imported not in names:
            names.append(imported)


def change_of(
    file: SourceFile, statement: ast.Import | ast.ImportFrom, uses: list[OldUse]
) -> ImportChange:
    """The statement in today's terms. Raises CannotBeWritten."""
    change = ImportChange(statement)
    by_alias = {use.site.node: use for use in uses}
    if isinstance(statement, ast.Import):
        return _plain_import(file, statement, by_alias, change)
    for alias in statement.names:
        use = by_alias.get(alias)  # type: ignore[call-overload]
        if use is None:
            change.add(statement.module or "", Imported(alias.name, alias.asname))
        else:
            _add_old(file, statement, alias, use, change)
    return change


def _add_old(
    file: SourceFile, statement: ast.ImportFrom, alias: ast.alias, use: OldUse, change: ImportChange
) -> None:
    if use.new is None or (use.advice and use.kind == "name"):
        change.add(statement.module or "", Imported(alias.name, alias.asname))
        return
    root = root_of(statement.module or "", use.old)
    if alias.name == "*":
        change.add(rooted(root, use.new), Imported("*", None))
        return
    module, name = rooted(root, use.new).rpartition(".")[::2]
    bound = alias.asname or alias.name
    if use.kind == "import" and short(use.old) != short(use.new):
        members = None if alias.asname else _members(file, bound)
        if members is None:
            change.add(module, Imported(name, bound))
            return
        for attribute in members:
            change.add(rooted(root, use.new), Imported(attribute.attr, None))
            extent = extent_of(file, attribute)
            change.edits.append(replacement(file, extent.start, extent.end, attribute.attr))
        return
    if name == alias.name or alias.asname:
        change.add(module, Imported(name, alias.asname))
        return
    if is_bound_otherwise(file, name):
        change.add(module, Imported(name, bound))
        return
    change.add(module, Imported(name, None))
    for node in _reads(file, bound):
        extent = extent_of(file, node)
        change.edits.append(replacement(file, extent.start, extent.end, name))


def _plain_import(
    file: SourceFile,
    statement: ast.Import,
    by_alias: dict[ast.expr, OldUse],
    change: ImportChange,
) -> ImportChange:
    for alias in statement.names:
        use = by_alias.get(alias)  # type: ignore[call-overload]
        if use is None or use.new is None:
            raise CannotBeWritten
        change.add("", Imported(rooted(root_of(alias.name, use.old), use.new), alias.asname))
    return change


def _members(file: SourceFile, bound: str) -> list[ast.Attribute] | None:
    """The places that read something of the module `bound`, None where it is used in another
    way, or where the names of what is read are taken."""
    enclosing = enclosing_of(file.tree)
    found: list[ast.Attribute] = []
    for node in _reads(file, bound):
        parent = enclosing.parent(node)
        if not isinstance(parent, ast.Attribute) or is_bound_otherwise(file, parent.attr):
            return None
        found.append(parent)
    return found or None


def _reads(file: SourceFile, name: str) -> list[ast.Name]:
    return [
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]


def is_bound_otherwise(file: SourceFile, name: str) -> bool:
    """Whether the file gives `name` a meaning that is not Keras's."""
    return any(
        name in names_bound_by(node) and not _imports_from_keras(node)
        for node in ast.walk(file.tree)
    )


def _imports_from_keras(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and "keras" in (node.module or "").split(".")


def root_of(spelled: str, old: str) -> str:
    """`tensorflow.` of `tensorflow.keras.layers`, where Keras is called like that."""
    index = f".{spelled}.".find(".keras.")
    return spelled[:index] if index > 0 and old.startswith("keras") else ""


def rooted(root: str, path: str) -> str:
    """A path below `keras`, as the file spells Keras."""
    return path if path.startswith("tensorflow.") else root + path


def statement_edit(file: SourceFile, change: ImportChange) -> TextEdit:
    """The statement as it is to be written."""
    extent = extent_of(file, change.statement)
    module_only = _module_edit(file, change)
    if module_only is not None:
        return module_only
    blanks = indentation_before(file, extent.start)
    if blanks is None and len(change.names) > 1:
        raise CannotBeWritten
    ending = line_ending(file, extent.start)
    lines = [
        _import_text(module, names, blanks or "", ending)
        for module, names in change.names.items()
        if names
    ]
    text = f"{ending}{blanks or ''}".join(lines)
    return replacement(file, extent.start, extent.end, text)


def _module_edit(file: SourceFile, change: ImportChange) -> TextEdit | None:
    """The edit that changes nothing but the module's name, where that will do."""
    statement = change.statement
    if not isinstance(statement, ast.ImportFrom) or len(change.names) != 1:
        return None
    module, names = next(iter(change.names.items()))
    if names != [Imported(one.name, one.asname) for one in statement.names]:
        return None
    extent = extent_of(file, statement)
    start = file.text.find(statement.module or "", extent.start, extent.end)
    return replacement(file, start, start + len(statement.module or ""), module)


def _import_text(module: str, names: list[Imported], blanks: str, ending: str) -> str:
    texts = [one.text() for one in names]
    if not module:
        return f"import {', '.join(texts)}"
    line = f"from {module} import {', '.join(texts)}"
    if len(blanks) + len(line) <= _WIDTH:
        return line
    inner = "".join(f"{blanks}    {text},{ending}" for text in texts)
    return f"from {module} import ({ending}{inner}{blanks})"


def attribute_edit(file: SourceFile, node: ast.expr, use: OldUse) -> TextEdit:
    """`keras.layers.core` or `K.image_dim_ordering`, in today's terms. Raises
    CannotBeWritten."""
    spelled = dotted_name(node)
    if spelled is None or use.new is None or not isinstance(node, ast.Attribute):
        raise CannotBeWritten
    extent = extent_of(file, node)
    theirs, ours = spelled.split("."), use.old.split(".")
    common = 0
    while common < min(len(theirs), len(ours)) and theirs[-1 - common] == ours[-1 - common]:
        common += 1
    prefix = ".".join(theirs[: len(theirs) - common])
    known = ".".join(ours[: len(ours) - common])
    if use.new.startswith("tensorflow."):
        raise CannotBeWritten
    if not known:
        return replacement(file, extent.start, extent.end, _joined(prefix, use.new))
    if use.new == known:
        return replacement(file, extent.start, extent.end, prefix)
    if use.new.startswith(f"{known}."):
        rest = use.new[len(known) + 1 :]
        return replacement(file, extent.start, extent.end, _joined(prefix, rest))
    if _imports_keras(file):
        return replacement(file, extent.start, extent.end, use.new)
    raise CannotBeWritten


def _joined(prefix: str, rest: str) -> str:
    return f"{prefix}.{rest}" if prefix else rest


def _imports_keras(file: SourceFile) -> bool:
    """Whether the module has `keras` under its own name."""
    return any(
        alias.name == "keras" and alias.asname is None
        for node in file.tree.body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and node.module == "tensorflow")
        for alias in node.names
    )
