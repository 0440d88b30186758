"""A file's bytes into an issue with its articles. The only room that opens the corpus's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from unionsearch.bulletin.issue import parse_text
from unionsearch.bulletin.metadata import read_issues_toml
from unionsearch.bulletin.readers import SUFFIXES, reader_for
from unionsearch.errors import BulletinError
from unionsearch.lang import say
from unionsearch.model import Bulletin

__all__ = ["MAX_BYTES", "SUFFIXES", "parse_text", "read_bulletin", "read_issues_toml"]

MAX_BYTES = 20 * 1024 * 1024


def read_bulletin(
    path: Path, *, file: str, metadata: Mapping[str, object] | None = None, max_bytes: int = MAX_BYTES
) -> Bulletin:
    """Read the file at ``path`` as a bulletin.

    ``file`` is its path relative to the corpus, with ``/``; messages and ids use it. ``metadata`` is the
    file's table from ``issues.toml``. A file of more than ``max_bytes`` bytes is refused. Raises
    BulletinError when the file cannot be read, is empty or is no text, MetadataError for bad metadata.
    """
    reader = reader_for(path)
    if reader is None:
        raise BulletinError(
            say(f"{file} 的格式不受支持。", f"{file} is of a format that cannot be read."),
            say(
                f"可读的格式：{'、'.join(sorted(SUFFIXES))}。",
                f"Formats that can be read: {', '.join(sorted(SUFFIXES))}.",
            ),
        )
    source = reader.read(_bytes(path, file, max_bytes), file)
    if not source.text.strip():
        raise BulletinError(
            say(f"{file} 是空文件。", f"{file} is empty."),
            say("删除它，或补上内容。", "Remove it or put its text in."),
        )
    return parse_text(source.text, file=file, encoding=source.encoding, metadata=metadata)


def _bytes(path: Path, file: str, max_bytes: int) -> bytes:
    """The file's bytes. One more than allowed is read, so that a file that grows is noticed too."""
    try:
        size = path.stat().st_size
        if size <= max_bytes:
            with path.open("rb") as stream:
                data = stream.read(max_bytes + 1)
            if len(data) <= max_bytes:
                return data
            size = max(size, len(data))
    except FileNotFoundError:
        raise BulletinError(
            say(f"{file} 不见了。", f"{file} has vanished."),
            say(
                "它可能刚被移动或删除，请再运行一次。",
                "It may just have been moved or removed. Run the command again.",
            ),
        ) from None
    except PermissionError:
        raise BulletinError(
            say(f"没有读取 {file} 的权限。", f"{file} may not be read: permission denied."),
            say(
                "请检查文件的权限，或关闭正在使用它的程序。",
                "Check the file's permissions, or close the program that holds it.",
            ),
        ) from None
    except OSError as error:
        raise BulletinError(
            say(
                f"读不了 {file}：{error.strerror or error}。",
                f"{file} cannot be read: {error.strerror or error}.",
            ),
            say("请检查文件是否完好。", "Check that the file is whole."),
        ) from None
    raise BulletinError(
        say(
            f"{file} 太大：{size:,} 字节，上限 {max_bytes:,} 字节。",
            f"{file} is too large: {size:,} bytes; the limit is {max_bytes:,}.",
        ),
        say("请拆分文件，或调高上限。", "Split the file or raise the limit."),
    )
