"""Make `.venv` from a lock file: the one step that runs on a bare Python with nothing installed.

Usage: python3 tools/make_venv.py LOCK STAMP. The stamp's age tells make whether to come back here.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

TOO_OLD = """\
Pritok needs Python 3.11 or newer; {executable} is {found}.
Name another one: make PYTHON=python3.12 demo"""

NO_VENV = """
Python cannot make a virtual environment here.
On Debian and Ubuntu: apt-get install python3-venv"""

LAUNCHER = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

# The guard keeps worker processes, which import this file anew, from starting the command again.
if __name__ == "__main__":
    from pritok.cli import main

    sys.exit(main())
"""


def main(lock: str, stamp: str) -> None:
    create_venv()
    install(ROOT / lock)
    link_sources()
    write_launcher()
    (ROOT / stamp).touch()


def create_venv() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(TOO_OLD.format(executable=sys.executable, found=found))
    if PYTHON.exists():
        return
    print("Creating .venv …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        # Debian's python3 without python3-venv leaves a folder with no pip in it behind.
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(made.stdout + made.stderr + NO_VENV)


def install(lock: Path) -> None:
    print(f"Installing the packages of {lock.name} …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(lock)])
    if done.returncode:
        sys.exit(f"pip could not install {lock.name}; its own message is above.")


def link_sources() -> None:
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "pritok.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")


def write_launcher() -> None:
    # A "#!" line breaks on blanks and long paths, so the shell starts Python, as pip's scripts do.
    launcher = VENV / "bin" / "pritok"
    launcher.write_text(LAUNCHER.format(python=PYTHON), encoding="utf-8")
    launcher.chmod(0o755)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
