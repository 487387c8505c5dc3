"""Starts the language server from the libraries beside this file.

The extension runs it with the user's interpreter, which needs none of the libraries.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:] = [str(Path(__file__).parent / "libs"), *sys.path[1:]]
    from keras_lens.lsp.__main__ import main

    sys.exit(main())
