"""What is generated into docs/ must not drift from the models."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemas.catalogue import RECORDS, asyncapi, json_schema, settings_page

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_schema_is_valid_and_current(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    kept = json.loads((DOCS / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    assert kept == schema, "run `make schemas`"


def test_no_schema_is_left_over() -> None:
    assert {path.stem for path in (DOCS / "schemas").glob("*.json")} == set(RECORDS)


def test_the_stream_document_is_current() -> None:
    kept = json.loads((DOCS / "asyncapi.json").read_text(encoding="utf-8"))
    assert kept == asyncapi(), "run `make schemas`"
    assert kept["asyncapi"].startswith("3.")
    assert {channel["address"] for channel in kept["channels"].values()} == {
        "copydesk:documents",
        "copydesk:events",
        "copydesk:failures",
    }


def test_the_stream_document_points_at_schemas_that_exist() -> None:
    text = (DOCS / "asyncapi.json").read_text(encoding="utf-8")
    for name in ("CloudEvent", "DocumentEntry", "EventEntry", "FailureEntry"):
        assert f"schemas/{name}.json" in text
        assert (DOCS / "schemas" / f"{name}.json").exists()


def test_the_settings_page_is_current() -> None:
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page(), "run `make schemas`"
