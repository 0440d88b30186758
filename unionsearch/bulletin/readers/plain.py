"""Plain text files."""

from __future__ import annotations

from unionsearch.bulletin.encoding import UndecodableError, decode
from unionsearch.bulletin.readers.source import Source
from unionsearch.errors import BulletinError
from unionsearch.lang import say

SUFFIXES = frozenset({".txt", ".text", ".md"})


def read(data: bytes, file: str) -> Source:
    """Decode the file. Raises BulletinError where it is not text."""
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise _sentence(file, error) from None
    return Source(text, encoding)


def _sentence(file: str, error: UndecodableError) -> BulletinError:
    if error.truncated:
        return BulletinError(
            say(
                f"{file} 的末尾缺了半个字符（{error.encoding}）。",
                f"{file} ends in the middle of a character ({error.encoding}).",
            ),
            say(
                "文件可能没有复制完整，请重新复制。", "The copy is probably incomplete. Copy the file again."
            ),
        )
    if error.binary:
        return BulletinError(
            say(f"{file} 不是文本文件。", f"{file} is not a text file."),
            say("请另存为纯文本（UTF-8）。", "Save it as plain text (UTF-8)."),
        )
    known = f"（{error.encoding}）" if error.encoding else ""
    known_en = f" as {error.encoding}" if error.encoding else ""
    return BulletinError(
        say(f"{file} 的编码无法识别或已损坏{known}。", f"{file} cannot be decoded{known_en}."),
        say("请用编辑器打开并另存为 UTF-8。", "Open it in an editor and save it as UTF-8."),
    )
