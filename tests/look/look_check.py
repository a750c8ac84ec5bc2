"""Opens the comparison page in a headless Chromium and looks at it: pictures, print, console, requests, accessibility.

    python tests/look/look_check.py [--keep FOLDER] [--need]

Where there is no Chromium, or it does not start, it says so and ends with 0; with ``--need`` with 1. What is looked at
is the page of all installed municipalities and the standard cases, in both languages. axe-core comes by npm, and is
left out where that cannot bring it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from browser import Browser, BrowserError, found

SECTIONS = ("", "differences", "matrix", "distance", "tree", "cases", "areas", "figures", "sources")
DESKTOP, NARROW = (1440, 900), (390, 844)
AXE = "axe-core@4"

FIRST_CLOSED = """
(() => { const one = document.querySelector('td details:not([open])');
         const list = one && one.querySelector('ul');
         return list ? list.getBoundingClientRect().height : 0; })()
"""

RUN_AXE = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one => one.id + ': ' + one.help
  + ' (' + one.nodes.length + ') ' + one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')))
"""


def main() -> int:
    """Look at the page; 0 where nothing is wrong with it, or where it cannot be looked at."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path, help="where the pictures go; without it they are thrown away")
    parser.add_argument("--need", action="store_true", help="a missing browser is a failure")
    options = parser.parse_args()
    program = found()
    if program is None:
        print("look: there is no Chromium here (Debian: apt-get install chromium); nothing was looked at")
        return int(options.need)
    if why := refusal(program):
        print(f"look: {program} does not start ({why}); nothing was looked at")
        return int(options.need)
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        axe = axe_core(Path(folder))
        problems = []
        for language in ("ja", "en"):
            page = Path(folder) / f"comparison.{language}.html"
            written(page, language)
            try:
                with Browser(program) as browser:
                    problems += [f"{language}: {one}" for one in looked_at(browser, page, keep, language, axe)]
            except BrowserError as error:
                problems.append(f"{language}: {error}")
    for problem in problems:
        print(f"look: {problem}")
    print(f"look: {len(problems)} problems" if problems else "look: nothing is wrong with the page")
    return int(bool(problems))


def refusal(program: str) -> str:
    """Why the browser does not start; empty where it does."""
    try:
        with Browser(program):
            return ""
    except (BrowserError, OSError) as error:
        return str(error)


def written(page: Path, language: str) -> None:
    """Write the page."""
    juso = [sys.executable, "-c", "from juso_core.cli.main import run; run()"]
    words = ["compare", "--format", "html", "--lang", language, "--output", page.name]
    subprocess.run([*juso, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=page.parent)


def axe_core(folder: Path) -> str | None:
    """Return axe-core's script, where npm brings it."""
    npm = shutil.which("npm")
    if npm:
        done = subprocess.run(
            [npm, "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), AXE],
            capture_output=True,
        )
        script = folder / "node_modules" / "axe-core" / "axe.min.js"
        if done.returncode == 0 and script.exists():
            return script.read_text(encoding="utf-8")
    print("look: axe-core could not be fetched with npm; accessibility was not looked at")
    return None


def looked_at(browser: Browser, page: Path, keep: Path, language: str, axe: str | None) -> list[str]:
    """Look at one page, and return what is wrong."""
    url = page.as_uri()
    problems = []
    for name, (width, height) in (("desktop", DESKTOP), ("narrow", NARROW)):
        browser.size(width, height)
        browser.open(url)
        problems += told_by(browser.events, url)
        wide = browser.value("document.documentElement.scrollWidth")
        if wide > width:
            problems.append(f"{name}: the page is {wide} wide, the window {width}")
        for section in SECTIONS:
            browser.value(f"window.scrollTo(0, {top_of(section)})")
            browser.picture(keep / f"{language}-{name}-{section or 'top'}.png")
    browser.ask("Emulation.setEmulatedMedia", media="print")
    if not browser.value(FIRST_CLOSED):
        problems.append("print: what is folded away is not printed")
    browser.ask("Emulation.setEmulatedMedia", media="")
    browser.printed(keep / f"{language}.pdf")
    problems += told_by(browser.events, url)
    if axe is not None:
        problems += accessibility(browser, url, axe)
    return problems


def top_of(section: str) -> str:
    """Where a section begins, as an expression."""
    return f"document.getElementById('{section}').getBoundingClientRect().top + window.scrollY" if section else "0"


def told_by(events: list[dict[str, Any]], url: str) -> list[str]:
    """Return the errors in the console, and the requests for anything but the file itself."""
    problems = []
    for event in events:
        params = event["params"]
        if event["method"] == "Network.requestWillBeSent" and params["request"]["url"].partition("#")[0] != url:
            problems.append(f"a request leaves the file: {params['request']['url'][:200]}")
        elif event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            problems.append(f"console: {params['entry']['text']}")
        elif event["method"] in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            problems.append(f"console: {params}")
    return problems


def accessibility(browser: Browser, url: str, axe: str) -> list[str]:
    """Return what axe-core finds, everything folded out; the page's own policy would forbid what axe does."""
    browser.ask("Page.setBypassCSP", enabled=True)
    browser.size(*DESKTOP)
    browser.open(url)
    browser.value("document.querySelectorAll('details').forEach(one => { one.open = true })")
    browser.value(axe + "; true")
    return [f"accessibility: {one}" for one in browser.value(RUN_AXE)]


if __name__ == "__main__":
    sys.exit(main())
