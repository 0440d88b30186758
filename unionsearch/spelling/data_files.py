"""Reads the tables in ``data/``: one record a line, fields between tabs, ``#`` begins a remark line."""

from __future__ import annotations

from unionsearch import shipped


def rows(name: str) -> list[list[str]]:
    """The records of a table, each as its fields."""
    text = shipped.text(f"spelling/data/{name}")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
