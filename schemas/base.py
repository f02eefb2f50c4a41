"""The base of everything that travels."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Record"]


class Record(BaseModel):
    """Be a frozen, closed record: unknown fields are an error, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid")
