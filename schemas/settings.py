"""Every setting, read once at the edge and passed down."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.base import Record

__all__ = ["Limits", "Settings"]


class Limits(Record):
    """Bound what a reader may consume; each breach has its own rejection reason."""

    max_file_bytes: int = 64 * 2**20
    max_text_chars: int = 2_000_000
    max_pages: int = 1_000
    max_members: int = 10_000
    max_expansion: int = 100
    max_nesting: int = 4
    reading_seconds: float = 60.0
    reading_megabytes: int = 1_024


class Settings(BaseSettings):
    """Hold the settings; each is `COPYDESK_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_", frozen=True, extra="ignore")

    home: Path = Field(
        Path(".copydesk"), description="Folder of spool, archive, rejected files and embedded server."
    )
    inbox: Path = Field(Path("inbox"), description="Watched folder.")
    redis_url: SecretStr | None = Field(
        None, description="Redis server of dossier, ledger, index and streams; unset: embedded."
    )
    broker_url: SecretStr | None = Field(
        None, description="Celery broker, if it is another server than redis_url."
    )
    namespace: str = Field("copydesk", description="Prefix of every key, queue and stream.")

    settle_seconds: float = Field(0.5, description="A file must rest this long before it is taken.", ge=0)
    rescan_seconds: float = Field(2.0, description="Pause between full scans of the inbox.", gt=0)
    polling: bool = Field(
        False, description="Poll instead of using the kernel's file events (network mounts)."
    )
    max_in_flight: int = Field(
        1_000, description="Files stay in the inbox while this many documents are unsettled.", ge=1
    )
    batch: int = Field(16, description="Documents in one queue message when the inbox is deep.", ge=1)

    concurrency: int = Field(0, description="Worker processes; 0 means one a core.", ge=0)
    stall_after: float = Field(
        120.0, description="Seconds without progress before a document is enqueued again.", gt=0
    )
    max_attempts: int = Field(3, description="Crashes after which a document is rejected.", ge=1)
    grace_seconds: float = Field(20.0, description="Time that running work gets at shutdown.", ge=0)
    visibility_timeout: int = Field(
        600, description="Seconds before the broker hands an unacknowledged message out again.", ge=10
    )

    after_publish: Literal["archive", "delete"] = Field(
        "archive", description="What becomes of the original once it is published."
    )
    stream_max_length: int = Field(
        1_000_000, description="Entries kept on each stream, about; 0 means all.", ge=0
    )
    dossier_seconds: int = Field(
        86_400, description="How long the records of a settled document are kept.", ge=0
    )
    novelty_days: int = Field(30, description="How long a document counts as seen.", ge=1)
    stream_max_days: int = Field(
        0, description="Days that entries stay on the streams; 0 means for ever.", ge=0
    )
    server_tcp: bool = Field(
        True,
        description="The embedded server also listens on a free port of 127.0.0.1, for redis-cli and consumers.",
    )
    server_megabytes: int = Field(0, description="Most memory of the embedded server; 0 means all.", ge=0)
    fsync: Literal["always", "everysec"] = Field(
        "everysec", description="How the embedded server writes its append-only file."
    )

    max_file_bytes: int = Field(Limits().max_file_bytes, description="Largest file, in bytes.", gt=0)
    max_text_chars: int = Field(
        Limits().max_text_chars, description="Longest clean text, in characters.", gt=0
    )
    max_pages: int = Field(Limits().max_pages, description="Most pages of a document.", gt=0)
    max_members: int = Field(Limits().max_members, description="Most members of a container or feed.", gt=0)
    max_expansion: int = Field(
        Limits().max_expansion, description="Largest ratio of unpacked to packed size.", gt=0
    )
    max_nesting: int = Field(
        Limits().max_nesting, description="Deepest nesting of messages and archives.", gt=0
    )
    reading_seconds: float = Field(
        Limits().reading_seconds, description="Longest time to read one document.", gt=0
    )
    reading_megabytes: int = Field(
        Limits().reading_megabytes, description="Most memory to read one document.", gt=0
    )

    working_seconds: float = Field(
        300.0, description="Longest time of a document in each stage after reading.", gt=0
    )
    supervised: bool = Field(
        False, description="Set by `copydesk up` for its children: they end when it is gone."
    )
    log_format: Literal["console", "json"] = Field("console", description="How logs are written.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least level that is logged."
    )

    @property
    def limits(self) -> Limits:
        """Return the reading limits."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})
