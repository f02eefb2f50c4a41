from collections.abc import Callable

import pytest

from schemas.document import Document
from schemas.settings import Limits
from tasks.clean import clean
from tests.unit.clean.making import submission_of


@pytest.fixture
def cleaned() -> Callable[[str | bytes], Document]:
    """Clean a text or bytes under the default limits."""

    def run(content: str | bytes) -> Document:
        data = content.encode() if isinstance(content, str) else content
        return clean(submission_of(data), data, Limits())

    return run
