"""axe finds no serious fault on what readers see, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)

# Preloaded style sheets would be fetched once more, from beside the page.
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def serious_faults(page: Page) -> list[str]:
    """Return what axe calls serious or critical, with the first element that has it."""
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in Axe().run(page, options=OPTIONS).response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_a_serious_fault(browser: Browser, demo, public_paths, scheme, width):
    # axe is put into the page as text, which the page's policy forbids.
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    faults = {}
    for path in [path for paths in public_paths.values() for path in paths[:3]]:
        page.goto(demo + path)
        if found := serious_faults(page):
            faults[path] = found
    page.close()
    assert faults == {}
