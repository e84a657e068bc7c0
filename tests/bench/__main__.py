"""Run the benches on a throw-away database and print their tables; ``--scale``: the long one."""

import subprocess
import sys

from tests.bench import formulas, pages, scale

if __name__ == "__main__":
    if "--on-this-database" in sys.argv:
        for bench in [scale] if "--scale" in sys.argv else [formulas, pages]:
            bench.main()
    else:
        command = [sys.executable, "-m", "tests.bench", "--on-this-database", *sys.argv[1:]]
        wrapper = [sys.executable, "-m", "site_config.throw_away_postgres"]
        sys.exit(subprocess.call([*wrapper, *command]))
