"""One question to one system, its index opened anew: what a script that searches would do.

    python -m benchmarks.speed.once MODULE:CLASS FOLDER QUESTION

Prints how many articles answer. The question is JSON; it comes cut, so that a system that needs jieba for
that is spared it.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.speed.questions import Question


def main(named: str, folder: str, asked: str) -> None:
    """Open, ask, print, close."""
    module, _, name = named.partition(":")
    system = getattr(import_module(f"benchmarks.speed.systems.{module}"), name)(Path(folder))
    system.open()
    raw = json.loads(asked)
    prepared = system.prepare(Question(raw["kind"], tuple(raw["words"]), raw["how"], raw["run"]))
    print(system.ask(prepared))
    system.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
