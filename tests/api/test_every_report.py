"""What holds for every report there is, looked at on a generated company: lists, sums, equality, hidden costs."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from pritok.accounts.models import User
from pritok.analytics.dimensions import ALL, FILTERS
from pritok.analytics.reports.registry import REPORTS
from pritok.api.reporting import ENDPOINTS
from pritok.api.reporting.letters import letter
from pritok.kit import clock
from tests.api.generated import client_of, generated_company, other_costs, person
from tests.api_client import ApiClient, signed_in, with_token

pytestmark = pytest.mark.django_db
KEYS = sorted(ENDPOINTS)
SECRET = {
    key: {each.key for each in report.figures if each.is_secret} | report.costly
    for key, report in REPORTS.items()
}


@pytest.fixture(scope="module", autouse=True)
def _company(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("company")
    with django_db_blocker.unblock(), generated_company(folder, clock.now()):
        yield


@pytest.fixture(autouse=True)
def _same_minute() -> Iterator[None]:
    with clock.frozen(clock.now() + timedelta(hours=1)):
        yield


def report(client: ApiClient, key: str, **query: Any) -> Any:
    answer = client.get(f"/reports/{key}", query, Accept_Language="en")
    assert answer.status == 200, answer.json
    return answer.json


def options_of(key: str) -> list[dict[str, str]]:
    """Return the usual question and one with each word only this report knows."""
    options = ENDPOINTS[key].report.options
    return [{}, *({name: value} for name, values in options.items() for value in values[1:])]


def test_the_registry_and_the_api_offer_the_same_reports() -> None:
    assert {key: endpoint.report for key, endpoint in ENDPOINTS.items()} == REPORTS


@pytest.mark.parametrize("key", KEYS)
def test_every_list_is_as_long_as_its_number(key: str) -> None:
    head = client_of("head")
    first = REPORTS[key].first_cell

    shown = report(head, key, group_by="team")

    assert shown["rows"]
    for row in [*shown["rows"], shown["total"]]:
        for cell in REPORTS[key].cells:
            if cell in row:
                address = row["list"].replace(f"cell={first}", f"cell={cell}")
                page = head.get(f"{address}&limit=1").json
                assert page["total"] == row[cell], (cell, row)


@pytest.mark.parametrize("key", KEYS)
def test_rows_of_counts_add_up_to_the_total(key: str) -> None:
    for groups in ("manager", "source,deal_type", "product", "period"):
        if groups == "period" and REPORTS[key].is_now:
            continue
        shown = report(client_of("head"), key, group_by=groups)
        for cell in REPORTS[key].cells:
            if cell in shown["total"]:
                assert sum(row[cell] for row in shown["rows"]) == shown["total"][cell], cell


@pytest.mark.parametrize("key", KEYS)
def test_actors_of_equal_rights_get_equal_bytes(key: str) -> None:
    managers = User.objects.filter(role="manager", is_active=True).order_by("pk")[:6]
    for options in options_of(key):
        bodies = {_body(signed_in(each), key, options) for each in managers}
        leading = {_body(client_of(role), key, options) for role in ("lead", "head", "admin")}
        leading.add(_body(with_token("read"), key, options))

        assert len(bodies) == len(leading) == 1
        seen = json.loads(next(iter(bodies)))
        all_of_it = _without(json.loads(next(iter(leading))), SECRET[key])
        assert seen == all_of_it


@pytest.mark.parametrize("key", KEYS)
def test_hidden_figures_are_in_no_channel(key: str) -> None:
    manager = client_of("manager")
    for options in options_of(key):
        names = _names(report(manager, key, **options))
        assert not names & SECRET[key]
    assert not SECRET[key] & set(_csv_head(manager, key))
    assert not SECRET[key] & set(_workbook_head(manager, key))
    catalogue = {item["key"]: item for item in manager.get("/reports").json["items"]}
    assert not SECRET[key] & {figure["key"] for figure in catalogue[key]["figures"]}
    assert not SECRET[key] & set(catalogue[key]["cells"])
    for word in ("sort", "group_by", "order_by", *sorted(SECRET[key])):
        query = {word: min(SECRET[key] | {"margin"})}
        assert manager.get(f"/reports/{key}", query).status == 422


@pytest.mark.parametrize("key", [key for key in KEYS if SECRET[key]])
def test_who_may_see_costs_sees_the_hidden_figures(key: str) -> None:
    head = client_of("head")

    assert SECRET[key] - REPORTS[key].costly <= set(report(head, key)["total"])
    assert SECRET[key] - REPORTS[key].costly <= set(_csv_head(head, key))


def test_companies_that_differ_in_costs_alone_look_the_same_to_a_manager() -> None:
    before = {key: _everything(client_of("manager"), key) for key in KEYS}
    of_head = {key: _body(client_of("head"), key, {}) for key in KEYS}

    other_costs()

    assert {key: _everything(client_of("manager"), key) for key in KEYS} == before
    assert _body(client_of("head"), "checks", {}) != of_head["checks"]


@pytest.mark.parametrize("key", KEYS)
def test_every_dimension_filters_and_groups(key: str) -> None:
    head = client_of("head")
    own = REPORTS[key]
    for dimension in ALL:
        if dimension.key in own.beside or (dimension.key == "period" and own.is_now):
            assert head.get(f"/reports/{key}", {"group_by": dimension.key}).status == 422
        else:
            report(head, key, group_by=dimension.key)
    for name in FILTERS:
        report(head, key, **{name: "new" if name == "client_kind" else "1"})
        if name != "client_kind":
            report(head, key, **{name: "none"})
    report(head, key, credit="current")
    report(head, key, compare="team")
    earlier = {"compare": "previous", "from": "2026-01-01", "to": "2026-02-01"}
    assert head.get(f"/reports/{key}", earlier).status == (422 if own.is_now else 200)


@pytest.mark.parametrize("key", KEYS)
def test_a_report_says_no_more_and_no_less_than_its_description(key: str) -> None:
    description = client_of("head").get("/openapi.json").json
    schemas = description["components"]["schemas"]
    answers = description["paths"][f"/api/v1/reports/{key}"]["get"]["responses"]
    shape = answers["200"]["content"]["application/json"]["schema"]

    for options in options_of(key):
        _fits(report(client_of("head"), key, **options), shape, schemas, key)


@pytest.mark.parametrize("key", KEYS)
def test_everything_is_defined_in_both_languages(key: str) -> None:
    own = REPORTS[key]
    for metric in (own.metric, *own.figures):
        texts = (metric.ru, metric.en, metric.ru_definition, metric.en_definition)
        assert all(text.strip() == text and text for text in texts), metric.key
        assert metric.ru != metric.en
        assert metric.ru_definition != metric.en_definition
        assert metric.ru_definition.endswith(".")
        assert metric.en_definition.endswith(".")
    assert len({figure.key for figure in own.figures}) == len(own.figures)
    assert set(own.cells) <= {figure.key for figure in own.figures}


@pytest.mark.parametrize("key", KEYS)
def test_a_report_can_be_sent_by_mail(key: str) -> None:
    shown = report(client_of("manager"), key)

    text, html = letter(shown, language="ru", name="Weekly", address="http://localhost")

    hidden = [each.ru for each in REPORTS[key].figures if each.key in SECRET[key]]
    assert not any(title in line.split(" | ") for title in hidden for line in text.split("\n"))
    assert "<table" in html


def _body(client: ApiClient, key: str, options: dict[str, str]) -> bytes:
    answer = client.get(f"/reports/{key}", options, Accept_Language="en")
    assert answer.status == 200, answer.json
    return bytes(answer.response.content)


def _everything(client: ApiClient, key: str) -> list[bytes]:
    """Return all a manager can get of a report: its answers, its file, and its lists."""
    bodies = [_body(client, key, options) for options in options_of(key)]
    bodies.append(_body(client, key, {"format": "csv"}))
    for cell in REPORTS[key].cells:
        page = client.get(f"/reports/{key}/deals", {"cell": cell, "limit": "20"})
        bodies.append(bytes(page.response.content))
    return bodies


def _without(shown: Any, names: set[str]) -> Any:
    if isinstance(shown, dict):
        return {name: _without(value, names) for name, value in shown.items() if name not in names}
    if isinstance(shown, list):
        kept = [x for x in shown if not (isinstance(x, dict) and x.get("key") in names)]
        return [_without(value, names) for value in kept]
    return shown


def _names(shown: Any) -> set[str]:
    """Return every name in an answer: of fields, of figures, of cells."""
    if isinstance(shown, dict):
        own = set(shown) | ({shown["key"]} if "key" in shown else set())
        return own.union(*(_names(value) for value in shown.values()))
    if isinstance(shown, list):
        return set().union(*(_names(value) for value in shown)) | {
            value for value in shown if isinstance(value, str)
        }
    return set()


def _csv_head(client: ApiClient, key: str) -> list[str]:
    answer = client.get(f"/reports/{key}", {"format": "csv"})
    return str(answer.response.content.decode("utf-8-sig")).split("\r\n")[0].split(",")


def _workbook_head(client: ApiClient, key: str) -> list[Any]:
    answer = client.get(f"/reports/{key}", {"format": "xlsx"})
    return load_workbook(io.BytesIO(answer.response.content)).get_sheet_by_index(0).to_python()[0]


def _fits(value: Any, shape: Any, schemas: Any, path: str) -> None:
    """Assert that no field is missing from the description or from the answer."""
    while "$ref" in shape:
        shape = schemas[shape["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in shape:
        fitting = [each for each in shape["anyOf"] if each.get("type") != "null"]
        if value is None or len(fitting) > 1:
            return
        shape = fitting[0]
        while "$ref" in shape:
            shape = schemas[shape["$ref"].rsplit("/", 1)[1]]
    if "properties" in shape:
        assert set(value) <= set(shape["properties"]), path
        assert set(shape.get("required", [])) <= set(value), path
        for name, part in value.items():
            _fits(part, shape["properties"][name], schemas, f"{path}.{name}")
    elif shape.get("type") == "array":
        for part in value:
            _fits(part, shape["items"], schemas, f"{path}[]")


def test_the_manager_of_the_generated_company_may_not_see_costs() -> None:
    assert person("manager").role == "manager"
    assert SECRET["checks"] == {"margin", "margin_rate", "cost_coverage"}
