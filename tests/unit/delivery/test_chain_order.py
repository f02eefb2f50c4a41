from tasks.chain import RECORDS, STAGES, batches, following, wire_name


def test_the_wire_names_are_fixed() -> None:
    assert [wire_name(stage) for stage in STAGES] == [
        "copydesk.clean",
        "copydesk.deduplicate",
        "copydesk.classify",
        "copydesk.extract",
        "copydesk.publish",
    ]


def test_each_stage_leads_to_the_next() -> None:
    assert following("clean") == "deduplicate"
    assert following("publish") is None
    assert set(RECORDS) == set(STAGES)


def test_an_idle_desk_sends_documents_one_by_one() -> None:
    assert list(batches(["a", "b"], 2, 16)) == [("a",), ("b",)]


def test_a_deep_backlog_travels_in_batches() -> None:
    ids = [str(n) for n in range(40)]
    sizes = [len(batch) for batch in batches(ids, 500, 16)]
    assert sizes == [16, 16, 8]
    assert [i for batch in batches(ids, 500, 16) for i in batch] == ids
