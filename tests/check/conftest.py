"""The command, as in the tests of all commands."""

from tests.cli.conftest import lens

__all__ = ["lens"]
