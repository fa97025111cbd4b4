"""Each house rule sees a planted violation and leaves honest code alone."""

from pathlib import Path

import pytest

from house.exemptions import EXEMPTIONS
from house.source import Finding
from lint_house import ROOT, check_tree

LONG_BODY = "\n".join(f"    x{n} = {n}" for n in range(70))

PLANTED = [
    ("syntax", "src/pritok/deals/queries.py", "x = ("),
    ("file-length", "src/pritok/deals/queries.py", "x = 1\n" * 401),
    ("file-length", "tests/deals/test_queries.py", "x = 1\n" * 501),
    ("function-length", "src/pritok/deals/queries.py", f"def slow():\n{LONG_BODY}\n"),
    ("function-length", "tests/deals/test_a.py", f"def test_a():\n{LONG_BODY[:500]}\n"),
    ("telling-names", "src/pritok/deals/utils.py", ""),
    ("telling-names", "src/pritok/common/money.py", ""),
    ("telling-names", "src/pritok/deals/deal_manager.py", ""),
    ("telling-names", "web/src/lib/helpers.ts", ""),
    ("telling-names", "web/src/lib/date-utils.ts", ""),
    ("named-migrations", "src/pritok/deals/migrations/0007_auto_20260101_1200.py", ""),
    ("named-migrations", "src/pritok/deals/migrations/0007_deal_a_deal_b_and_more.py", ""),
    ("only-actions-write", "src/pritok/deals/queries.py", "deal.save()"),
    ("only-actions-write", "src/pritok/deals/queries.py", "deal.save(update_fields=['stage'])"),
    ("only-actions-write", "src/pritok/deals/api.py", "Line.objects.create(deal=deal)"),
    ("only-actions-write", "src/pritok/deals/api.py", "deal.lines.create(amount_minor=1)"),
    ("only-actions-write", "src/pritok/deals/api.py", "rows.filter(pk=1).delete()"),
    ("only-actions-write", "src/pritok/deals/api.py", "rows.update(stage=stage)"),
    ("only-actions-write", "src/pritok/deals/api.py", "await rows.aupdate(stage=stage)"),
    ("only-actions-write", "src/pritok/deals/jobs.py", "Line.objects.bulk_create(lines)"),
    ("only-actions-write", "src/pritok/deals/jobs.py", "Line.objects.bulk_update(lines, ['x'])"),
    ("only-actions-write", "src/pritok/deals/jobs.py", "Line.objects.get_or_create(deal=deal)"),
    ("only-actions-write", "src/pritok/deals/jobs.py", "Line.objects.update_or_create(deal=deal)"),
    ("only-actions-write", "src/pritok/deals/jobs.py", "cursor.execute('update deals set x = 1')"),
    ("only-actions-write", "src/pritok/deals/jobs.py", "cursor.execute(f'DELETE from {table}')"),
    ("environment-in-config", "src/pritok/kit/clock.py", "import os\nzone = os.environ['TZ']"),
    ("environment-in-config", "src/pritok/kit/clock.py", "from os import environ"),
    ("environment-in-config", "src/pritok/cli.py", "import os\nport = os.getenv('PORT')"),
    ("duckdb-in-analytics", "src/pritok/deals/queries.py", "import duckdb"),
    ("ninja-in-api", "src/pritok/deals/actions.py", "from ninja import Router"),
    ("ninja-in-api", "src/pritok/deals/actions/closing.py", "import ninja.errors"),
    ("http-clients-in-kit", "src/pritok/webhooks/jobs.py", "import urllib.request"),
    ("http-clients-in-kit", "src/pritok/webhooks/jobs.py", "from urllib import request"),
    ("imports-at-the-top", "src/pritok/deals/queries.py", "def f():\n    import json"),
    ("imports-at-the-top", "src/pritok/deals/queries.py", "def f():\n    import json  # import:"),
    ("rows-through-doors", "src/pritok/deals/api.py", "rows = Deal.objects.all()"),
    ("rows-through-doors", "src/pritok/desk/actions.py", "rows = Deal.objects.all()"),
    ("rows-through-doors", "src/pritok/deals/queries.py", "rows = Contact.objects.all()"),
    ("rows-through-doors", "src/pritok/exchange/api.py", "rows = models.Company.objects.all()"),
    ("no-signals", "src/pritok/deals/apps.py", "from django.db.models.signals import post_save"),
    ("no-signals", "src/pritok/deals/apps.py", "from django.dispatch import receiver"),
    ("no-signals", "src/pritok/deals/apps.py", "from django.db.models import signals"),
    ("no-overridden-save", "src/pritok/deals/models.py", "class A(M):\n    def save(self): ..."),
    ("no-threads-at-import", "src/pritok/live/api.py", "worker = threading.Thread(target=run)"),
    ("web-file-length", "web/src/ui/table.tsx", "x;\n" * 251),
    ("web-no-any", "web/src/ui/table.tsx", "export function f(x: any) {}"),
    ("web-no-any", "web/src/ui/table.tsx", "const x = y as any;"),
    ("web-no-any", "web/src/ui/table.tsx", "const x = new Map<string, any>();"),
    ("web-no-inline-style", "web/src/ui/table.tsx", "<div style={{ margin: 0 }} />"),
    ("web-layers", "web/src/features/deals/a.ts", 'import { x } from "@/features/inbox/b";'),
    ("web-layers", "web/src/features/deals/a.ts", 'import { x } from "../inbox/b";'),
    ("web-layers", "web/src/ui/a.ts", 'import { x } from "../features/deals/b";'),
    ("web-layers", "web/src/lib/a.ts", 'import type { X } from "@/ui/b";'),
    ("web-layers", "web/src/features/deals/a.ts", 'const x = import("@/app/router");'),
]

HONEST = [
    ("src/pritok/deals/actions.py", "deal.save()\nDeal.objects.create(title='x')"),
    ("src/pritok/deals/actions/closing.py", "Deal.objects.filter(pk=1).update(stage=stage)"),
    ("src/pritok/deals/actions_lines.py", "deal.lines.create(amount_minor=1)"),
    ("src/pritok/deals/migrations/0001_deals.py", "rows.update(stage=1)\nDeal.objects.all()"),
    ("src/pritok/journal/recording.py", "cursor.execute('insert into journal_fact')"),
    ("src/pritok/analytics/mirror.py", "import duckdb\ncon.execute('delete from deals')"),
    ("src/pritok/deals/queries.py", "totals.update({'won': 1})\nDeal.objects.all()"),
    ("src/pritok/deals/queries.py", "cursor.execute('select updated_at from deals')"),
    ("src/pritok/deals/access.py", "Deal.objects.select_related('owner')"),
    ("src/pritok/clients/queries.py", "Contact.objects.values('id')"),
    ("src/pritok/config/settings.py", "import os\nos.environ['PRITOK_DATA_DIR']"),
    ("src/pritok/deals/api.py", "from ninja import Router"),
    ("src/pritok/deals/schemas.py", "from ninja import Schema"),
    ("src/pritok/api/errors.py", "from ninja.errors import HttpError"),
    ("src/pritok/kit/outgoing.py", "import http.client"),
    ("src/pritok/deals/queries.py", "def f():\n    import json  # import: slow to load"),
    ("src/pritok/live/hub.py", "def start():\n    threading.Thread(target=run).start()"),
    ("src/pritok/kit/storage.py", "storage.save(name, content)\nstorage.delete(name)"),
    ("tests/deals/test_actions.py", "def test_a():\n    import json\n    deal.save()"),
    ("web/src/features/deals/a.ts", 'import { x } from "@/ui/b";\nimport y from "./c";'),
    ("web/src/features/deals/why-manager.tsx", ""),
    ("web/src/app/router.ts", 'import { x } from "@/features/deals/b";'),
    ("web/src/ui/a.ts", "// takes any: value\nconst many = anyOf(company, any(1));"),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_planted_violation_is_found(tmp_path: Path, rule: str, path: str, text: str) -> None:
    findings = lint(tmp_path, path, text)

    assert rule in {finding.rule for finding in findings}


@pytest.mark.parametrize(("path", "text"), HONEST)
def test_honest_code_is_left_alone(tmp_path: Path, path: str, text: str) -> None:
    assert lint(tmp_path, path, text) == []


def test_full_folder_is_found(tmp_path: Path) -> None:
    for number in range(21):
        findings = lint(tmp_path, f"src/pritok/deals/part_{number}.py", "")

    assert [finding.rule for finding in findings] == ["room-size"]


def test_exemption_lets_off_one_rule_in_one_file(tmp_path: Path) -> None:
    path = "src/pritok/deals/utils.py"

    findings = lint(tmp_path, path, "deal.save()", {("telling-names", path): "reason"})

    assert [finding.rule for finding in findings] == ["only-actions-write"]


def test_exemption_without_use_is_found(tmp_path: Path) -> None:
    exemptions = {("telling-names", "src/pritok/deals/gone.py"): "reason"}

    findings = lint(tmp_path, "src/pritok/deals/queries.py", "", exemptions)

    assert [finding.rule for finding in findings] == ["unused-exemption"]


def test_our_own_tree_is_clean() -> None:
    assert [str(finding) for finding in check_tree(ROOT, EXEMPTIONS)] == []


def lint(
    root: Path, path: str, text: str, exemptions: dict[tuple[str, str], str] | None = None
) -> list[Finding]:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return list(check_tree(root, exemptions or {}))
