"""Keep a command running beside the site: start it again when it ends, end it with the site.

``python -m site_config.keep COMMAND…``
"""

import ctypes
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1  # prctl(2)
LAST_WORD_SECONDS = 8  # for what it is doing when it is told to stop
LONGEST_PAUSE_SECONDS = 30.0


def main(command: list[str]) -> None:
    """Run ``command`` over and over until a signal comes; a short run is followed by a pause."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: sys.exit(0))
    end_with_parent()
    pause_seconds = 0.5
    while True:
        started_at = time.monotonic()
        _run(command)
        lasted = time.monotonic() - started_at
        pause_seconds = 0.5 if lasted > 60 else min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)
        time.sleep(pause_seconds)


def end_with_parent() -> None:
    """Ask the kernel for SIGTERM when our parent dies, so that nothing is left behind unseen."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _run(command: list[str]) -> None:
    child = subprocess.Popen(command, preexec_fn=end_with_parent)  # noqa: PLW1509 - one thread here
    try:
        child.wait()
    finally:
        child.terminate()
        try:
            child.wait(LAST_WORD_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
