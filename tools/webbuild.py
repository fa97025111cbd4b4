"""Build and check the front end with the Node of `.venv`: webbuild.py install | build | test.

`install` and `build` remember a hash of what they read and do nothing while it stays the same.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from machine import node, npm

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
OUTPUT = ROOT / "src" / "pritok" / "static" / "web"
STAMPS = ROOT / ".build"
MANIFESTS = ("package.json", "package-lock.json", ".npmrc")

TYPES = ["node_modules/typescript/bin/tsc", "--noEmit"]
LINT = ["node_modules/oxlint/bin/oxlint", "--deny-warnings"]
FORMAT = ["node_modules/prettier/bin/prettier.cjs", "--check", "."]
UNIT = ["node_modules/vitest/vitest.mjs", "run"]
LINGUI = ["node_modules/@lingui/cli/dist/lingui.js", "check"]
# Neither a text on a screen that no catalog knows, nor one in a catalog that no screen shows.
IN_STEP = [*LINGUI, "sync", "--clean", "--verbose"]
TRANSLATED = [*LINGUI, "missing", "--mode", "catalog", "--verbose"]


def install(folder: Path = WEB) -> None:
    digest = fingerprint(folder / name for name in MANIFESTS)
    stamp = f"{folder.name}-install"
    modules = folder / "node_modules"
    if modules.exists() and is_done(stamp, digest):
        return
    print(f"Installing the packages of {folder.relative_to(ROOT)}/ …", flush=True)
    shutil.rmtree(modules, ignore_errors=True)
    # No package here needs its install script, and a script is the easiest way in for a bad one.
    command = [str(npm()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run(command, folder)
    mark_done(stamp, digest)


def build() -> None:
    digest = fingerprint(source_files())
    if (OUTPUT / "index.html").exists() and is_done("web-build", digest):
        return
    print("Building the web application …", flush=True)
    run(["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"])
    if not (OUTPUT / "index.html").exists():
        sys.exit(f"The build left no {OUTPUT / 'index.html'}")
    mark_done("web-build", digest)


def test() -> None:
    for command in (FORMAT, TYPES, LINT, IN_STEP, TRANSLATED, UNIT):
        print(f"web: {' '.join(command).removeprefix('node_modules/')}", flush=True)
        run(command)


def source_files() -> list[Path]:
    """Everything a build may read; tests included, as telling them apart is not worth a mistake."""
    found = []
    for folder, folders, files in os.walk(WEB):
        folders[:] = sorted(set(folders) - {"node_modules", "coverage", "apigen"})
        found += [Path(folder, name) for name in sorted(files)]
    return found


def fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_done(step: str, digest: str) -> bool:
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def mark_done(step: str, digest: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / step).write_text(digest, encoding="utf-8")


def run(arguments: list[str], folder: Path = WEB) -> None:
    # Tools start `node` by name: the wheel's comes first, whatever the machine has.
    path = f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [str(node()), *arguments], cwd=folder, env={**os.environ, "PATH": path, "CI": "1"}
    )
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    steps = {"install": install, "build": build, "test": test}
    if len(sys.argv) != 2 or sys.argv[1] not in steps:
        sys.exit(__doc__)
    steps[sys.argv[1]]()
