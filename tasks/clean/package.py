"""Bound what a ZIP package may unpack to."""

import zipfile

from schemas.errors import Reason, Rejection
from schemas.settings import Limits

__all__ = ["check_expansion"]

_HARMLESS = 4 * 2**20  # bytes; small packages of text may well shrink a hundredfold
_FILES = 4  # an archive may hold several files, but not more than this many of the largest size together


def check_expansion(package: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    """Reject a package whose directory says that it unpacks to more than the limits allow.

    Args:
        package: The open package; nothing is unpacked.
        packed: Its size in bytes.
        limits: `max_expansion` and `max_file_bytes` are asked.

    Raises:
        Rejection: `expands_too_much`.
    """
    unpacked = sum(info.file_size for info in package.infolist())
    if unpacked > max(limits.max_expansion * packed, _HARMLESS) or unpacked > _FILES * limits.max_file_bytes:
        raise Rejection(Reason.EXPANDS_TOO_MUCH, f"{packed} bytes would unpack to {unpacked}.")
