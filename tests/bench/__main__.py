"""Run the benches on a throw-away database and print their tables.

``--scale`` and ``--spam`` name the long ones, which run alone.
"""

import subprocess
import sys

from tests.bench import conversations, formulas, pages, scale, spam

LONG = {"--scale": scale, "--spam": spam}

if __name__ == "__main__":
    if "--on-this-database" in sys.argv:
        long = [bench for name, bench in LONG.items() if name in sys.argv]
        for bench in long or [formulas, pages, conversations]:
            bench.main()
    else:
        command = [sys.executable, "-m", "tests.bench", "--on-this-database", *sys.argv[1:]]
        wrapper = [sys.executable, "-m", "site_config.throw_away_postgres"]
        sys.exit(subprocess.call([*wrapper, *command]))
