"""The site as it is, with the constant view beside it."""

from site_config.settings import *  # noqa: F403
from site_config.settings import LOGGING

# Of an attack every line would tell.
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}

ROOT_URLCONF = "tests.bench.urls"
