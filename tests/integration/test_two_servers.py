"""Queues on a server of their own."""

from pathlib import Path

from tests.fleet.fleet import Fleet


def test_queues_may_have_their_own_server(tmp_path: Path) -> None:
    with Fleet(tmp_path / "queues") as queues, Fleet(tmp_path / "desk") as desk:
        desk.environment["COPYDESK_BROKER_URL"] = f"unix://{queues.server.socket}"
        desk.watch()
        desk.work()
        desk.drop("a.txt", "news")
        desk.wait_for(1)
        with queues.connect() as broker, desk.connect() as state:
            assert broker.keys("copydesk:broker:*")
            assert not broker.exists("copydesk:documents")
            assert not state.keys("copydesk:broker:*")
