import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from schemas.document import Document
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean import clean


def submission_of(content: bytes, name: str = "story.txt", modified: datetime | None = None) -> Submission:
    digest = hashlib.sha256(content).hexdigest()
    return Submission(
        id=digest[:16],
        name=name,
        sha256=digest,
        size=len(content),
        received=datetime(2026, 1, 5, 12, 0, tzinfo=UTC),
        modified=modified,
    )


@pytest.fixture
def cleaned() -> Callable[[str | bytes], Document]:
    """Clean a text or bytes under the default limits."""

    def run(content: str | bytes) -> Document:
        data = content.encode() if isinstance(content, str) else content
        return clean(submission_of(data), data, Limits())

    return run
