"""The bytes of a file of the corpus, or why they cannot be had."""

from __future__ import annotations

from pathlib import Path

from unionsearch.bulletin.packed import read_member, split
from unionsearch.errors import BulletinError
from unionsearch.lang import say


def read_bytes(path: Path, file: str, max_bytes: int) -> bytes:
    """All bytes of a file, which may stand in a zip file. ``file`` is its name for messages.

    Raises BulletinError, also where there are more than ``max_bytes``.
    """
    try:
        inside = split(path)
        # One more than allowed is read, so that a file that grows is noticed too.
        if inside is not None:
            data = read_member(*inside, file, max_bytes)
            size = len(data)
        else:
            size = path.stat().st_size
            data = b""
            # A system has files that are said to be empty, and in which one could wait for ever.
            if 0 < size <= max_bytes:
                with path.open("rb") as stream:
                    data = stream.read(max_bytes + 1)
                size = max(size, len(data))
        if size <= max_bytes:
            return data
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
