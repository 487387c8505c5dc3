"""Writes what is made from the rules into a repository."""

from __future__ import annotations

import sys
from pathlib import Path

from keras_lens.rules.documentation.manifest import write_manifest
from keras_lens.rules.documentation.pages import write_pages

if __name__ == "__main__":
    repository = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    write_pages(repository)
    write_manifest(repository)
