"""The command line: every command parses its options, calls the library and formats the answer."""

from __future__ import annotations

from unionsearch.cli.main import main

__all__ = ["main"]
