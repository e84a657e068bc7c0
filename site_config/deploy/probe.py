"""Ask this container's own web server whether it is ready; exit 1, saying why, if it is not."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main() -> None:
    """Speak to the server under the site's name, since it refuses any other."""
    host = urlsplit(os.environ.get("SITE_URL", "")).netloc or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read().decode()
    except OSError as error:
        sys.exit(f"The web server does not answer: {error}")
    if answer.status != 200:
        sys.exit(f"{answer.status} {body}")


if __name__ == "__main__":
    main()
