"""`python -m keras_lens.lsp`: the language server on standard input and output, or on TCP."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from keras_lens.garbage import collect_rarely
from keras_lens.lsp.client_log import log_to_stderr
from keras_lens.lsp.server import create_server


def main(argv: Sequence[str] | None = None) -> int:
    """Serves one client until it leaves. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="keras-lens server", description="Language server.")
    parser.add_argument("--stdio", action="store_true", help="standard input/output (default)")
    parser.add_argument("--tcp", action="store_true", help="wait for a client on a TCP port")
    parser.add_argument("--host", default="127.0.0.1", help="address for --tcp")
    parser.add_argument("--port", type=int, default=8765, help="port for --tcp")
    options = parser.parse_args(argv)
    log_to_stderr()
    collect_rarely()
    server = create_server()
    try:
        if options.tcp:
            server.start_tcp(options.host, options.port)
        else:
            server.start_io()
    finally:
        server.close_session()
    return 0


if __name__ == "__main__":
    sys.exit(main())
