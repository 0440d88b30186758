"""Reads the tables in ``data/``: one record a line, fields between tabs, ``#`` begins a remark line."""

from __future__ import annotations

from importlib import resources


def rows(name: str) -> list[list[str]]:
    """The records of a table, each as its fields."""
    text = resources.files("unionsearch.spelling").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
