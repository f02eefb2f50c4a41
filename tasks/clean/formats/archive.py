"""Take ZIP archives apart, within bounds."""

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.package import check_expansion

__all__ = ["members"]

_LOCKED = 0x1  # general purpose bit 0 of a ZIP entry: encrypted
_BAD = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def members(content: bytes, limits: Limits) -> Iterator[tuple[str | None, bytes]]:
    """Return the files of an archive; links, folders and hidden files are left aside.

    Raises:
        Rejection: `broken`, `encrypted`, `too_many_members`, `expands_too_much`, `too_large`.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except _BAD as error:
        raise Rejection(Reason.BROKEN, f"The archive cannot be read: {error}.") from error
    check_expansion(package, len(content), limits)
    entries = [info for info in package.infolist() if _is_wanted(info)]
    if len(entries) > limits.max_members:
        raise Rejection(Reason.TOO_MANY_MEMBERS, f"The archive has {len(entries)} members.")
    if any(info.flag_bits & _LOCKED for info in entries):
        raise Rejection(Reason.ENCRYPTED, "The archive asks for a password.")
    return ((PurePosixPath(info.filename).name, _read(package, info, limits)) for info in entries)


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not (info.is_dir() or hidden or stat.S_ISLNK(info.external_attr >> 16)) and bool(parts)


def _read(package: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Read one file, never more than it claims to hold."""
    if info.file_size > limits.max_file_bytes:
        raise Rejection(Reason.TOO_LARGE, f"A member of the archive has {info.file_size} bytes.")
    try:
        with package.open(info) as stream:
            content = stream.read(info.file_size + 1)
    except _BAD as error:
        raise Rejection(Reason.BROKEN, f"A member of the archive cannot be read: {error}.") from error
    if len(content) > info.file_size:
        raise Rejection(Reason.EXPANDS_TOO_MUCH, "A member of the archive is larger than it claims.")
    return content
