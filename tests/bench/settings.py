"""The site as it is, with the constant view beside it."""

from site_config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
