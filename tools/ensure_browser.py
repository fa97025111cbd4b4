"""Run a command that may drive Chromium: python tools/ensure_browser.py -- COMMAND …

The command finds the browser in PRITOK_CHROMIUM. If Chromium is missing it is installed by apt when
this is root on Debian; otherwise the command to type is printed and the run fails.
"""

import os
import shutil
import sys
from pathlib import Path

from machine import ensure, node, run, wrapped_command

VARIABLE = "PRITOK_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A bare Debian has no font at all, and Cyrillic would be drawn as boxes.
PACKAGES = ["chromium", "fonts-dejavu-core"]


def main() -> int:
    command = wrapped_command(__doc__ or "")
    browser = ensure(find_browser, what="Chromium", packages=PACKAGES)
    print(f"Browser for this run: {browser}", flush=True)
    # Playwright's own Node needs a library that a bare Debian lacks; ours does not.
    return run(command, {VARIABLE: str(browser), "PLAYWRIGHT_NODEJS_PATH": str(node())})


def find_browser() -> Path | None:
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given) if Path(given).exists() else sys.exit(f"{VARIABLE}: no file {given}")
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path), None)


if __name__ == "__main__":
    sys.exit(main())
