"""A reader's way through an export, in a real browser, on both lines of Datasette."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from datasettes import Served

sync_api = pytest.importorskip("playwright.sync_api")

SIZES = {"roomy": {"width": 1280, "height": 900}, "narrow": {"width": 360, "height": 740}}

# Beside their test, since the top level has no place for them and the wheel is to stay small.
PICTURE_FOLDER = Path(__file__).parent / "pictures"
PICTURES: dict[str, Any] = {"home": "light", "quotation": "light", "article": "dark", "speaker": "light"}


class Reader:
    """Somebody with a browser: minds which hosts are asked, and what the browser complains about."""

    def __init__(self, browser: Any, served: Served, **settings: Any) -> None:  # noqa: ANN401 - playwright is optional
        self._context = browser.new_context(base_url=served.url, **settings)
        self.page = self._context.new_page()
        self.page.set_default_timeout(20_000)
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._complain)
        self._own = urlsplit(served.url).netloc

    def _complain(self, dialog: Any) -> None:  # noqa: ANN401
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def close(self) -> None:
        self._context.close()
        assert self.hosts <= {self._own}
        assert self.complaints == []


@pytest.fixture
def served(serve: Callable[[Path], Served], demo: Path) -> Served:
    """Serve the seed articles."""
    return serve(demo)


@pytest.fixture(params=SIZES)
def reader(request: pytest.FixtureRequest, chromium: Any, served: Served) -> Iterator[Reader]:  # noqa: ANN401
    """Give a reader without scripts, with a wide screen and with that of a telephone."""
    reader = Reader(chromium, served, java_script_enabled=False, viewport=SIZES[request.param])
    yield reader
    reader.close()


def fits(page: Any) -> bool:  # noqa: ANN401
    """Tell whether a page is no wider than the screen, for a reader who can only scroll down."""
    session = page.context.new_cdp_session(page)
    metrics = session.send("Page.getLayoutMetrics")
    session.detach()
    return bool(metrics["cssContentSize"]["width"] <= metrics["cssVisualViewport"]["clientWidth"])


def follow(page: Any, link: Any) -> None:  # noqa: ANN401
    """Click on what leads to another page, and wait for that page with its styles."""
    with page.expect_navigation():
        link.click()


def test_from_search_to_the_speaker(reader: Reader) -> None:
    """Home, search, the quotation with its chain, its article, its speaker, and the relay: no script is needed."""
    page = reader.page
    page.goto("/")
    assert fits(page)
    page.get_by_role("searchbox").fill("gratitude")
    follow(page, page.get_by_role("button", name="Search"))
    follow(page, page.get_by_role("link", name=re.compile("sincere gratitude")))
    assert page.get_by_role("heading", level=1).inner_text() == "Sergei Lavrov"
    assert fits(page)
    assert page.locator(".passage mark.content").first.inner_text().startswith("Russia")
    assert page.locator(".passage mark.source").inner_text() == "Lavrov"
    assert page.locator(".passage mark.cue").inner_text() == "said"
    assert "Tass" in page.locator(".passage mark.relay").inner_text()
    drawn = page.locator("svg.picture:visible")
    assert re.search(r"Sergei Lavrov \(speaker\), then TASS \(agency\)", drawn.get_attribute("aria-label") or "")
    follow(page, page.locator(".said .where a"))
    assert fits(page)
    marked = page.locator(".text a.q", has_text="sincere gratitude")
    marked.hover()
    assert page.locator(".tip:visible").inner_text() == "Sergei Lavrov → TASS → publisher not told"
    colour = re.search(r"c\d", marked.get_attribute("class") or "")
    assert colour
    listed = page.locator("ol.found li", has_text="sincere gratitude")
    assert listed.get_attribute("class") == colour.group()
    follow(page, listed.get_by_role("link", name="Sergei Lavrov"))
    assert fits(page)
    flow = page.locator("svg.flow:visible").get_attribute("aria-label") or ""
    assert "1 Sergei Lavrov → TASS → publisher not told" in flow
    page.get_by_text("The same as a list").first.click()
    follow(page, page.get_by_role("link", name="TASS").first)
    assert "carried for others" in page.locator("dl.figures").inner_text()
    assert page.locator(".card", has_text="sincere gratitude").count() == 1
    assert "state controlled" in page.locator(".saying").inner_text()
    follow(page, page.get_by_role("link", name="Who said what").first)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Who said what")


def test_facet_by_a_relay(reader: Reader, served: Served) -> None:
    """Datasette's own table has everything that KCNA relayed behind one click, and its words lead to our pages."""
    page = reader.page
    page.goto("/quotes/quotes")
    follow(page, page.locator('.facet-results a:has-text("Korean Central News Agency")[href*="relayed_by"]').first)
    rows = page.locator("table.rows-and-columns tbody tr")
    assert rows.count() >= 2
    assert all("Korean Central News Agency" in text for text in rows.all_inner_texts())
    follow(page, rows.locator('a[href*="/quotation/"]').first)
    chain = page.locator("svg.picture:visible").get_attribute("aria-label") or ""
    assert "Korean Central News Agency (agency)" in chain
    # Datasette's own pages run scripts of its own, which this reader's browser does not.
    reader.complaints = [one for one in reader.complaints if served.url in one]


def test_by_keyboard_alone(chromium: Any, served: Served) -> None:  # noqa: ANN401
    """The skip link, the search box, the results, and every quotation of an article are reached with Tab and Enter."""
    reader = Reader(chromium, served, java_script_enabled=False)
    page = reader.page
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    _tab_to(page, "input[type=search]")
    page.keyboard.type("gratitude")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2#found")
    _tab_to(page, ".card blockquote a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".passage")
    _tab_to(page, ".said .where a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".text")
    _tab_to(page, ".text a.q#q2")
    assert "Korean Central News Agency" in page.locator(".tip:visible").inner_text()
    reached = page.locator(":focus").get_attribute("aria-describedby")
    assert page.locator(f"#{reached}").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector(".passage")
    reader.close()


def _tab_to(page: Any, selector: str) -> None:  # noqa: ANN401
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"Tab does not reach {selector}")


@pytest.mark.parametrize("serve", ["1.0"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(scheme: Any, chromium: Any, served: Served) -> None:  # noqa: ANN401
    """Text and its ground differ as WCAG asks for (4.5 to 1), by day and by night, on highlights too."""
    reader = Reader(chromium, served, color_scheme=scheme)
    for path in ("/", "/quotes/home?q=Lavrov", *_paths(served)):
        reader.page.goto(path)
        assert reader.page.evaluate(_CONTRASTS) == [], path
    reader.close()


def _paths(served: Served) -> Iterator[str]:
    """Give the pages of one quotation, its article and its speaker."""
    _, _, page = served.get("/quotes/home?q=gratitude")
    for kind in ("quotation", "article", "speaker"):
        found = re.search(rf'href="(/quotes/{kind}/[a-z]{{2}}_[0-9a-f]+)"', page.decode())
        assert found
        yield found.group(1)


@pytest.mark.parametrize("serve", ["1.0"], indirect=True)
@pytest.mark.parametrize("name", PICTURES)
def test_readme_has_pictures(name: str, chromium: Any, served: Served, pytestconfig: pytest.Config) -> None:  # noqa: ANN401
    """The pictures that README shows are there, and small; `--update-golden` takes them anew."""
    picture = PICTURE_FOLDER / f"{name}.png"
    if pytestconfig.getoption("--update-golden"):
        kinds = dict(zip(("quotation", "article", "speaker"), _paths(served), strict=True))
        size = {"width": 1000, "height": 660}
        reader = Reader(chromium, served, viewport=size, color_scheme=PICTURES[name])
        reader.page.goto(kinds.get(name, "/"))
        PICTURE_FOLDER.mkdir(exist_ok=True)
        reader.page.screenshot(path=picture)
        reader.close()
    assert 10_000 < picture.stat().st_size < 150_000


# Each text with too little contrast; the ground is the nearest one that is painted.
_CONTRASTS = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const found = parts(getComputedStyle(node).backgroundColor);
      if (found.length === 3 || found[3] > .99) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *:not(svg *):not(.tip):not(.tip *):not(.skip)")) {
    if (![...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim())) continue;
    const style = getComputedStyle(node);
    const [a, b] = [light(parts(style.color)), light(ground(node))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.push(`${node.tagName}.${node.className}: ${style.color}`);
  }
  return [...new Set(poor)];
}"""
