"""How answers are written: text for people, json and jsonl for programs, csv for spreadsheets.

Every format is a :class:`~unionsearch.output.base.Formatter` in a module of its own. Whoever has an
answer asks :func:`formatter` for one by name and never needs to know which it got.
"""

from __future__ import annotations

from importlib import import_module

from unionsearch.output.base import Formatter

__all__ = ["OFFERS", "Formatter", "formatter"]

#: For each kind of answer (a method of Formatter) the formats that write it, the usual one first.
OFFERS: dict[str, tuple[str, ...]] = {
    "page": ("text", "json", "jsonl", "csv"),
    "failure": ("jsonl",),
    "article": ("text", "json", "jsonl", "csv"),
    "articles": ("text", "json", "jsonl", "csv"),
    "issues": ("text", "json", "jsonl", "csv"),
    "duplicates": ("text", "json", "jsonl", "csv"),
    "status": ("text", "json"),
    "report": ("text", "json"),
    "analysis": ("text", "json"),
}

# Named, not imported: a format costs nothing until somebody wants it.
_CLASSES = {
    "text": ("unionsearch.output.text", "TextFormatter"),
    "json": ("unionsearch.output.as_json", "JsonFormatter"),
    "jsonl": ("unionsearch.output.as_jsonl", "JsonLinesFormatter"),
    "csv": ("unionsearch.output.as_csv", "CsvFormatter"),
}


def formatter(name: str, *, width: int | None = None, colour: bool = False) -> Formatter:
    """The formatter called ``name``, one of ``text``, ``json``, ``jsonl``, ``csv``.

    ``width`` is the room in terminal cells (None: as much as is wanted), ``colour`` asks for terminal
    colours; both matter to text only. Raises KeyError for any other name.
    """
    module, class_name = _CLASSES[name]
    made: Formatter = getattr(import_module(module), class_name)(width=width, colour=colour)
    return made
