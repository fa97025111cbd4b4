"""Write the API's description and the web's types from the code, or `--check` that both are current.

The description is asked of the product itself, over its own address, so it is what clients get.
"""

import difflib
import json
import os
import sys
import tempfile
from pathlib import Path

import webbuild

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTION = ROOT / "docs" / "reference" / "openapi.json"
TYPES = ROOT / "web" / "src" / "api" / "schema.d.ts"
GENERATOR = ROOT / "web" / "apigen"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        description = Path(folder, DESCRIPTION.name)
        types = Path(folder, TYPES.name)
        write_description(description, Path(folder))
        write_types(description, types)
        fresh = {DESCRIPTION: description.read_text("utf-8"), TYPES: types.read_text("utf-8")}
    if sys.argv[1:] == ["--check"]:
        return report_drift(fresh)
    for target, text in fresh.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return 0


def write_description(target: Path, data_dir: Path) -> None:
    os.environ["PRITOK_DATA_DIR"] = str(data_dir)
    os.environ["DJANGO_SETTINGS_MODULE"] = "pritok.config.settings"
    import django  # import: reads the environment set just above
    from django.test import Client  # import: the same

    django.setup()
    answer = Client(SERVER_NAME="127.0.0.1").get("/api/v1/openapi.json")
    if answer.status_code != 200:
        sys.exit(f"/api/v1/openapi.json answers {answer.status_code}")
    text = json.dumps(answer.json(), ensure_ascii=False, indent=1, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")


def write_types(description: Path, target: Path) -> None:
    webbuild.install(GENERATOR)
    generator = "node_modules/openapi-typescript/bin/cli.js"
    # A field with a default may be left out of a request, and some answers leave it out too.
    honest = ["--default-non-nullable", "false"]
    webbuild.run([generator, str(description), "--output", str(target), *honest], GENERATOR)


def report_drift(fresh: dict[Path, str]) -> int:
    drift = [line for target, text in fresh.items() for line in difference(target, text)]
    print("\n".join(drift[:200]))
    if drift:
        print("The API and its description differ. If that is meant: make openapi, and commit.")
    return 1 if drift else 0


def difference(target: Path, fresh: str) -> list[str]:
    kept = target.read_text(encoding="utf-8") if target.exists() else ""
    name = str(target.relative_to(ROOT))
    lines = difflib.unified_diff(
        kept.splitlines(), fresh.splitlines(), f"{name} (kept)", f"{name} (from code)", lineterm=""
    )
    return list(lines)


if __name__ == "__main__":
    sys.exit(main())
