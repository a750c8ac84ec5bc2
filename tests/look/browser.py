"""A headless Chromium, spoken to through two pipes: no port is opened, no package is needed."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
)

LONGEST = 60
"""So many seconds an answer may take."""


class BrowserError(Exception):
    """What the browser did not do."""


def found() -> str | None:
    """The program, where there is one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """A running browser with one page; use it with ``with``. ``events`` are what it told without being asked."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="juso-look-", ignore_cleanup_errors=True)
        read_here, write_there = os.pipe()
        read_there, write_here = os.pipe()

        def at_three_and_four() -> None:
            # Out of the way first: one of them may be three or four already.
            one, other = os.dup(read_there), os.dup(write_there)
            high = [os.dup(fd) for fd in (one, other)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process = subprocess.Popen(
            [program, *SWITCHES, f"--user-data-dir={self._profile.name}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=at_three_and_four,
            close_fds=False,
        )
        os.close(read_there)
        os.close(write_there)
        os.set_blocking(read_here, False)
        self._read, self._write = read_here, write_here
        self._kept, self._number = b"", 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> "Browser":
        try:
            target = self.ask("Target.createTarget", url="about:blank")["targetId"]
            self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                self.ask(f"{domain}.enable")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            self._process.terminate()
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        os.close(self._read)
        os.close(self._write)
        self._profile.cleanup()

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result; raises BrowserError."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        return self._until(lambda told: told.get("id") == message["id"], method).get("result", {})

    def _until(self, wanted: Any, what: str) -> dict[str, Any]:
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            while b"\0" in self._kept:
                text, _zero, self._kept = self._kept.partition(b"\0")
                told = json.loads(text)
                if "method" in told:
                    self.events.append(told)
                if wanted(told):
                    if "error" in told:
                        raise BrowserError(f"{what}: {told['error']['message']}")
                    return told
            try:
                more = os.read(self._read, 1 << 16)
            except BlockingIOError:
                time.sleep(0.01)
                continue
            if not more:
                raise BrowserError(f"{what}: the browser ended with {self._process.wait()}")
            self._kept += more
        raise BrowserError(f"{what}: no answer in {LONGEST} s")

    def open(self, url: str) -> None:
        """Open a page and wait until it is there."""
        self.events.clear()
        self.ask("Page.navigate", url=url)
        if not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._until(lambda told: told.get("method") == "Page.loadEventFired", url)

    def size(self, width: int, height: int) -> None:
        """Set the size of the window."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def value(self, expression: str) -> Any:
        """Return what an expression comes to in the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def picture(self, file: Path) -> None:
        """Write what is seen now as PNG."""
        file.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def printed(self, file: Path) -> None:
        """Write the page as it prints, as PDF."""
        made = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        file.write_bytes(base64.b64decode(made["data"]))


if os.name != "posix":
    sys.exit("look: needs a Unix system; nothing was looked at")
