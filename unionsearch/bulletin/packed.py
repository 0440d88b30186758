"""Bulletins that stand together in a zip file: each member is a file of its own, ``folder.zip/member.doc``.

Nothing is ever unpacked to disk. A member's bytes are read when they are asked for, and no more of them
than may be.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from unionsearch.bulletin.readers.failures import damaged, encrypted
from unionsearch.errors import BulletinError
from unionsearch.lang import say

SUFFIX = ".zip"
#: Entries of one zip file, and bytes of its list of them, before it is opened at all.
MOST_MEMBERS = 20_000
_MOST_LIST = 16 * 1024 * 1024
#: Bytes of a member that are looked at to tell whether it has changed.
MOST_BYTES = 256 * 1024 * 1024
#: How many times its packed size a member may have; text shrinks to a fifth, white pictures to a fiftieth.
_MOST_RATIO = 200
_SMALL = 1024 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")
_END = b"PK\x05\x06"
_UNZIPPING = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, struct.error)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip file: its name with ``/``, as the one who packed it saw it, and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a zip file holds: its files, and for each entry that is not to be read, why."""

    members: tuple[Member, ...]
    problems: tuple[tuple[str, BulletinError], ...]


def split(path: Path) -> tuple[Path, str] | None:
    """The zip file that a path leads into, and the member's name; None for a path of ordinary files."""
    parts = path.parts
    for index in range(1, len(parts)):
        if parts[index - 1].lower().endswith(SUFFIX):
            outer = Path(*parts[:index])
            if outer.is_file():
                return outer, "/".join(parts[index:])
    return None


def exists(path: Path) -> bool:
    """Whether there is a file or folder at the path, in a zip file or not."""
    if os.path.lexists(path):
        return True
    found = split(path)
    if found is None:
        return False
    try:
        return any(member.name == found[1] for member in contents(found[0], found[0].name).members)
    except (BulletinError, OSError):
        return False


def contents(path: Path, file: str) -> Contents:
    """The members of a zip file. Raises BulletinError for one that is damaged or too large, and OSError."""
    members: dict[str, Member] = {}
    problems: list[tuple[str, BulletinError]] = []
    with _opened(path, file) as packed:
        end = 0
        for info in sorted(packed.infolist(), key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise _overlapping(file)
            end = info.header_offset + info.compress_size
            name = _name(info)
            if name.endswith("/"):
                continue
            whole = f"{file}/{name}"
            if not _is_inside(name):
                problems.append((f"{file}/{os.path.basename(name) or '?'}", _outside(file, name)))
            elif stat.S_ISLNK(info.external_attr >> 16):
                problems.append((whole, _link(whole)))
            elif name.lower().endswith(SUFFIX):
                problems.append((whole, _nested(whole)))
            elif name in members:
                problems.append((whole, _twice(whole)))
            else:
                members[name] = Member(name, info.file_size)
    return Contents(tuple(members.values()), tuple(problems))


def read_member(path: Path, member: str, file: str, most: int) -> bytes:
    """The bytes of a member, and of one that has more than ``most``, one more than these.

    ``file`` is the member's name for messages. Raises BulletinError, FileNotFoundError and OSError.
    """
    with _opened(path, file) as packed:
        info = next((info for info in packed.infolist() if _name(info) == member), None)
        if info is None:
            raise FileNotFoundError(member)
        if info.file_size > max(_SMALL, _MOST_RATIO * info.compress_size):
            raise _bomb(file)
        try:
            with packed.open(info) as stream:
                return stream.read(most + 1)
        except RuntimeError:  # NotImplementedError is one: a method of packing that is not known
            if info.flag_bits & 1:
                raise encrypted(file) from None
            raise damaged(file) from None


@contextmanager
def _opened(path: Path, file: str) -> Iterator[zipfile.ZipFile]:
    """An open zip file; what is wrong with it becomes a BulletinError."""
    with path.open("rb") as stream:
        _check_list(path, file)
        try:
            with zipfile.ZipFile(stream) as packed:
                yield packed
        except _UNZIPPING:
            raise damaged(file) from None


def _check_list(path: Path, file: str) -> None:
    """Refuse a list of members that would itself fill the memory."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - 0xFFFF - 22))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise damaged(file)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if count > MOST_MEMBERS or length > _MOST_LIST:
        raise BulletinError(
            say(
                f"{file} 内的文件太多，超过 {MOST_MEMBERS:,} 个。",
                f"{file} holds more than {MOST_MEMBERS:,} files.",
            ),
            say("请解压成文件夹，或拆成几个压缩包。", "Unpack it into a folder, or split it."),
        )


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name. Without the mark for UTF-8 it may be in that all the same, or in GBK."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _is_inside(name: str) -> bool:
    """Whether a name stays within the zip file and is one that a file can have."""
    parts = name.split("/")
    return (
        not name.startswith("/")
        and not _DRIVE.match(name)
        and all(part not in ("", ".", "..") for part in parts)
        and all(c.isprintable() or unicodedata.category(c) == "Zs" for c in name)
    )


def _outside(file: str, name: str) -> BulletinError:
    return BulletinError(
        say(
            f"{file} 内有指向压缩包以外的文件名：{name!r}。",
            f"{file} holds a file whose name leads out of it: {name!r}.",
        ),
        say("正常的压缩包没有这种名字；请重新压缩。", "No ordinary archive has such a name; pack it anew."),
    )


def _link(file: str) -> BulletinError:
    return BulletinError(
        say(
            f"{file} 是指向别处的链接，没有读。",
            f"{file} is a link to another file and was not read.",
        ),
        say("请把它所指的文件放进压缩包。", "Put the file that it leads to into the archive."),
    )


def _nested(file: str) -> BulletinError:
    return BulletinError(
        say(
            f"{file} 是压缩包中的压缩包，没有打开。",
            f"{file} is an archive within an archive and was not opened.",
        ),
        say("请先解压外面一层。", "Unpack the outer one first."),
    )


def _twice(file: str) -> BulletinError:
    return BulletinError(
        say(f"压缩包里有两个 {file}，只读了第一个。", f"{file} is in its archive twice; the first was read."),
        say("请解压后改名。", "Unpack the archive and rename one of them."),
    )


def _overlapping(file: str) -> BulletinError:
    return BulletinError(
        say(
            f"{file} 内的文件互相重叠，是压缩炸弹或已损坏，没有读。",
            f"{file} has members that overlap: it is a zip bomb or damaged, and was not read.",
        ),
        say("请向提供者要原来的文件。", "Ask for the original files."),
    )


def _bomb(file: str) -> BulletinError:
    return BulletinError(
        say(
            f"{file} 展开后是压缩时的 {_MOST_RATIO} 倍以上，疑为压缩炸弹，没有读。",
            f"{file} grows more than {_MOST_RATIO} times when unpacked, as zip bombs do; it was not read.",
        ),
        say("若确是简报，请先解压。", "If it is a bulletin, unpack it first."),
    )
