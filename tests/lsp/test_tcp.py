"""The server over TCP, as editors use it that connect to a running one."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any, BinaryIO

import pytest

PATIENCE = 30.0


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "keras_lens", "server", "--tcp", "--port", str(port)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait(PATIENCE)


def connected(port: int) -> socket.socket:
    """A connection, as soon as the server listens."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    connection.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


def answer_to(stream: BinaryIO, identifier: int) -> dict[str, Any]:
    """The response to a request; what the server says besides is passed over."""
    while True:
        length = 0
        while (line := stream.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("id") == identifier and "method" not in message:
            return message


def test_a_session_over_tcp(server: subprocess.Popen[bytes], port: int) -> None:
    with closing(connected(port)) as connection, connection.makefile("rb") as stream:
        parameters = {"processId": None, "rootUri": None, "capabilities": {}}
        send(connection, {"id": 1, "method": "initialize", "params": parameters})
        result = answer_to(stream, 1)["result"]
        assert result["serverInfo"]["name"] == "Keras Lens"
        assert result["capabilities"]["inlayHintProvider"]
        send(connection, {"method": "initialized", "params": {}})
        send(connection, {"id": 2, "method": "shutdown"})
        assert answer_to(stream, 2)["result"] is None
        send(connection, {"method": "exit"})
    assert server.wait(PATIENCE) == 0
