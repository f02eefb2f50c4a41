"""Read one JSON record: `text`, and perhaps `title`, `published`, `source` and more."""

from typing import Annotated

import orjson
from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend, squeeze
from tasks.clean.draft import Draft
from tasks.clean.markup import fragment_lines
from tasks.clean.published import read_published
from tasks.clean.wrapping import lines_of

__all__ = ["Record", "load", "read"]


def _names(value: object) -> object:
    """Accept one name, a list of names, or a list of objects with a `name`."""
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(item.get("name", "") if isinstance(item, dict) else item for item in listed)


class Record(BaseModel):
    """Be what a record may say; whatever else it says is left aside."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: str | int | None = None
    text: str | None = Field(
        None, validation_alias=AliasChoices("text", "articleBody", "content_text", "body")
    )
    fragment: str | None = None
    html: str | None = Field(None, validation_alias=AliasChoices("html", "content_html"))
    title: str | None = Field(None, validation_alias=AliasChoices("title", "headline"))
    published: str | float | None = Field(
        None,
        validation_alias=AliasChoices("published", "datePublished", "date_published", "published_at", "date"),
    )
    source: str | None = Field(None, validation_alias=AliasChoices("source", "publisher"))
    authors: Annotated[tuple[str, ...], BeforeValidator(_names)] = Field(
        (), validation_alias=AliasChoices("authors", "author", "byline")
    )
    section: str | None = None
    language: str | None = Field(None, validation_alias=AliasChoices("language", "lang"))


def load(content: bytes) -> Record:
    """Parse and check a record.

    Raises:
        Rejection: `bad_record` with what is wrong.
    """
    try:
        value = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Rejection(Reason.BAD_RECORD, f"The JSON record cannot be parsed: {error}.") from error
    try:
        record = Record.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the record"
        raise Rejection(Reason.BAD_RECORD, f"In the JSON record, {place}: {first['msg']}.") from error
    if record.text is None and record.html is None and record.fragment is None:
        raise Rejection(Reason.BAD_RECORD, "The JSON record has no string `text`.")
    return record


def read(content: bytes, limits: Limits) -> Draft:
    """Read one record; its text keeps its first line even where that is a headline.

    Raises:
        Rejection: `bad_record` if it is no record, or its date cannot be read.
    """
    record = load(content)
    published = read_published(record.published)
    if published is None and record.published not in (None, ""):
        raise Rejection(Reason.BAD_RECORD, f"`published` is no date: {record.published!r}.")
    draft = _body(record, limits)
    draft.lifts_title = False
    draft.title = squeeze(mend(record.title)).replace("\n", " ") if record.title else draft.title
    draft.bylines = tuple(filter(None, map(squeeze, record.authors))) or draft.bylines
    draft.publisher = record.source or draft.publisher
    draft.section = record.section or draft.section
    draft.language = record.language or draft.language
    draft.published = published or draft.published
    return draft


def _body(record: Record, limits: Limits) -> Draft:
    if record.text is not None:
        return Draft(lines_of(mend(record.text)))
    if record.fragment is not None:
        return Draft(fragment_lines(record.fragment))
    from tasks.clean.formats.html import read_fragment  # noqa: PLC0415 - trafilatura takes half a second to load

    return read_fragment(record.html or "", limits)
