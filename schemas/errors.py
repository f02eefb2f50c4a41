"""Everything that can go wrong, each with a code, what happened and what to do."""

from enum import StrEnum
from typing import ClassVar

__all__ = ["ConfigurationError", "CopydeskError", "Reason", "Rejection", "ServerError"]


class Reason(StrEnum):
    """Be the closed list of reasons for which a document is rejected."""

    EMPTY = "empty"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_MEMBERS = "too_many_members"
    EXPANDS_TOO_MUCH = "expands_too_much"
    NESTED_TOO_DEEP = "nested_too_deep"
    READING_TOO_SLOW = "reading_too_slow"
    READING_TOO_BIG = "reading_too_big"
    WORKING_TOO_SLOW = "working_too_slow"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    BAD_RECORD = "bad_record"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
    INTERNAL = "internal"


HINTS: dict[Reason, str] = {
    Reason.EMPTY: "The file has no bytes. Drop it again once it is written.",
    Reason.NO_TEXT: "No text was found, as in a scanned page. Run OCR on it and drop the result.",
    Reason.TOO_LARGE: "Split the file, or raise COPYDESK_MAX_FILE_BYTES.",
    Reason.TEXT_TOO_LONG: "Split the document, or raise COPYDESK_MAX_TEXT_CHARS.",
    Reason.TOO_MANY_PAGES: "Split the document, or raise COPYDESK_MAX_PAGES.",
    Reason.TOO_MANY_MEMBERS: "Split the container, or raise COPYDESK_MAX_MEMBERS.",
    Reason.EXPANDS_TOO_MUCH: "Unpack it yourself if you trust it, or raise COPYDESK_MAX_EXPANSION.",
    Reason.NESTED_TOO_DEEP: "Unpack it yourself, or raise COPYDESK_MAX_NESTING.",
    Reason.READING_TOO_SLOW: "Split the document, or raise COPYDESK_READING_SECONDS.",
    Reason.READING_TOO_BIG: "Split the document, or raise COPYDESK_READING_MEGABYTES.",
    Reason.WORKING_TOO_SLOW: "Split the document, or raise COPYDESK_WORKING_SECONDS.",
    Reason.BROKEN: "Open it in the program that made it, save it anew and drop it again.",
    Reason.ENCRYPTED: "Remove the password and drop it again.",
    Reason.UNSUPPORTED: "Convert it to text, HTML, PDF, DOCX, EML or JSON.",
    Reason.BAD_RECORD: "Give each JSON record a string `text`, and valid `title`, `published`, `source`.",
    Reason.NOT_A_FILE: "Only regular files are taken. Copy the content itself into the inbox.",
    Reason.UNREADABLE: "Give copydesk permission to read it, then run `copydesk rejected retry`.",
    Reason.CRASHED: "It stopped its worker three times. Keep it and report it as a defect.",
    Reason.INTERNAL: "This is a defect of copydesk. The log has the details; report it.",
}


class CopydeskError(Exception):
    """Something went wrong that a user can act on.

    Attributes:
        code: Stable name for machines.
        hint: What to do.
    """

    code: ClassVar[str] = "error"
    hint: str = "Run `copydesk doctor`."

    def __init__(self, message: str | None = None, *, hint: str | None = None) -> None:
        """Take the message, or else the class's own text."""
        super().__init__(message or (type(self).__doc__ or "").strip())
        if hint is not None:
            self.hint = hint


class ConfigurationError(CopydeskError):
    """A setting cannot be used."""

    code = "configuration"
    hint = "Run `copydesk doctor` to see every setting and where it comes from."


class ServerError(CopydeskError):
    """The Redis server cannot be reached or used."""

    code = "server"
    hint = "Check COPYDESK_REDIS_URL, or unset it to use the embedded server."


class Rejection(CopydeskError):
    """A document cannot be processed."""

    code = "rejected"

    def __init__(self, reason: Reason, message: str) -> None:
        """Reject for `reason`; `message` says what is wrong with this very document."""
        super().__init__(message, hint=HINTS[reason])
        self.reason = reason

    def __reduce__(self) -> tuple[type["Rejection"], tuple[Reason, str]]:
        """Survive the way from a child process to its parent."""
        return (type(self), (self.reason, str(self)))
