"""Put into both READMEs what the command shown there really prints.

usage: python tools/readme_screen.py

Looks for a code block that begins with ``$ unionsearch ...``, runs that command on the sample corpus and
writes its output under it. A test fails when the two differ in anything but the time taken.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Each README and the language that its screen is in.
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}

_SCREEN = re.compile(r"(?<=```text\n)\$ (unionsearch [^\n]+)\n\n(.*?)(?=```)", re.DOTALL)
_TIME = re.compile(r"\d+(?=( ms|\s毫秒))")


def screens(text: str) -> list[tuple[str, str]]:
    """The commands that a page shows, each with the output under it."""
    return [(match[1], match[2]) for match in _SCREEN.finditer(text)]


def output(command: str, language: str, index: Path) -> str:
    """What a command prints on standard output, as wide as when nobody says how wide.

    ``index`` is the index to use; it is built where it is missing.
    """
    places = ["--corpus", str(ROOT / "corpus"), "--index", str(index)]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    ran = subprocess.run(
        [sys.executable, "-m", *shlex.split(command), *places],
        cwd=ROOT,
        env={**environment, "UNIONSEARCH_LANG": language},
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode("utf-8").replace("\r\n", "\n")


def timeless(text: str) -> str:
    """The text with the time that the search took left out."""
    return _TIME.sub("…", text)


def renewed(text: str, language: str, index: Path) -> str:
    """A page's text with the output of its commands made anew."""
    return _SCREEN.sub(lambda m: f"$ {m[1]}\n\n{output(m[1], language, index)}", text)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, language in LANGUAGES.items():
            page = ROOT / name
            text = page.read_text(encoding="utf-8")
            page.write_text(renewed(text, language, Path(folder)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
