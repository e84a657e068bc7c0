"""A WebSub hub for tests: it listens on this machine and remembers what it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs


class Hub:
    """Answers with ``status``; ``told`` holds each request's form, ``headers`` its headers."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.told: list[dict[str, list[str]]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""


@contextmanager
def hub(status: int = 204) -> Iterator[Hub]:
    """Have a hub for a while."""
    one = Hub(status)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            one.told.append(parse_qs(body.decode()))
            one.headers.append(dict(self.headers.items()))
            self.send_response(one.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    one.url = f"http://127.0.0.1:{server.server_port}/publish?key=1"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
