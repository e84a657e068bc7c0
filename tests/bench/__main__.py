"""Run every bench on a throw-away database and print its table."""

import subprocess
import sys

from tests.bench import formulas, pages

if __name__ == "__main__":
    if "--on-this-database" in sys.argv:
        formulas.main()
        pages.main()
    else:
        command = [sys.executable, "-m", "tests.bench", "--on-this-database"]
        wrapper = [sys.executable, "-m", "site_config.throw_away_postgres"]
        sys.exit(subprocess.call([*wrapper, *command]))
