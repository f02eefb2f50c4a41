"""Make submissions and files for tests."""

import hashlib
from datetime import UTC, datetime

from schemas.submission import Submission


def submission_of(
    content: bytes, name: str = "story.txt", modified: datetime | None = None, collection: str = ""
) -> Submission:
    digest = hashlib.sha256(content).hexdigest()
    return Submission(
        id=digest[:16],
        name=name,
        collection=collection,
        sha256=digest,
        size=len(content),
        received=datetime(2026, 1, 5, 12, 0, tzinfo=UTC),
        modified=modified,
    )
