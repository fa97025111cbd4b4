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
MODULES = WEB / "node_modules"
MANIFESTS = [WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"]

TYPES = ["node_modules/typescript/bin/tsc", "--noEmit"]
LINT = ["node_modules/oxlint/bin/oxlint", "--deny-warnings"]
UNIT = ["node_modules/vitest/vitest.mjs", "run"]


def install() -> None:
    digest = fingerprint(MANIFESTS)
    if MODULES.exists() and is_done("web-install", digest):
        return
    print("Installing the web packages …", flush=True)
    shutil.rmtree(MODULES, ignore_errors=True)
    # No package here needs its install script, and a script is the easiest way in for a bad one.
    run([str(npm()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    mark_done("web-install", digest)


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
    for command in (TYPES, LINT, UNIT):
        print(f"web: {command[0].split('/')[1]}", flush=True)
        run(command)
    run([str(ROOT / "tools" / "check_catalogs.mjs")])


def source_files() -> list[Path]:
    """Everything a build may read; tests included, as telling them apart is not worth a mistake."""
    found = []
    for folder, folders, files in os.walk(WEB):
        folders[:] = sorted(set(folders) - {"node_modules", "coverage"})
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


def run(arguments: list[str]) -> None:
    # Tools start `node` by name: the wheel's comes first, whatever the machine has.
    path = f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [str(node()), *arguments], cwd=WEB, env={**os.environ, "PATH": path, "CI": "1"}
    )
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    steps = {"install": install, "build": build, "test": test}
    if len(sys.argv) != 2 or sys.argv[1] not in steps:
        sys.exit(__doc__)
    steps[sys.argv[1]]()
