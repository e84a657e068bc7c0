"""What tests of feeds and sitemaps share."""

import pytest


@pytest.fixture(autouse=True)
def _no_kept_pages(settings) -> None:
    """Tests roll back, and with the rows the edition; a kept page would be another test's."""
    settings.PAGES_KEPT = 0
