"""The site as it is, with the constant view beside it."""

import logging

from site_config.settings import *  # noqa: F403

# Of an attack every line would tell.
logging.getLogger("django.request").setLevel(logging.ERROR)

ROOT_URLCONF = "tests.bench.urls"
