"""The user's folders: where modules are, their texts, and what is set for a project.

Nothing here runs or imports a module; files are read, and the editor's text goes before the
file's.
"""

from keras_lens.workspace.finder import WorkspaceFinder
from keras_lens.workspace.workspace import Workspace

__all__ = ["Workspace", "WorkspaceFinder"]
