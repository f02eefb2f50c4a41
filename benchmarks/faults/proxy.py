"""A TCP proxy that loses replies: the request arrives, the answer does not."""

import random
import socket
import threading
from contextlib import suppress
from types import TracebackType

__all__ = ["DroppingProxy"]


class DroppingProxy:
    """Stand between clients and a server on 127.0.0.1."""

    def __init__(self, server_port: int, seed: int) -> None:
        self._server_port = server_port
        self._random = random.Random(seed)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._to_drop = 0
        self._dropped = 0
        self._lock = threading.Lock()

    def __enter__(self) -> "DroppingProxy":
        """Begin to accept connections."""
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Stop accepting connections."""
        self._listener.close()

    def drop(self, count: int) -> int:
        """Lose so many of the next replies, each with its connection."""
        with self._lock:
            self._to_drop += count
        return count

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._server_port))
        except OSError:
            client.close()
            return
        back = threading.Thread(target=self._pump, args=(server, client, True), daemon=True)
        back.start()
        self._pump(client, server, False)
        back.join()
        client.close()
        server.close()

    def _pump(self, source: socket.socket, sink: socket.socket, is_reply: bool) -> None:
        with suppress(OSError):
            while (data := source.recv(65_536)) and not (is_reply and self._must_drop()):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _must_drop(self) -> bool:
        with self._lock:
            if self._to_drop and self._random.random() < 0.5:
                self._to_drop -= 1
                return True
            return False
