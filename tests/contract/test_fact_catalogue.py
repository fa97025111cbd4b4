"""The page about facts says what the code says, and no fact can hold what a person typed."""

import pytest

import fact_catalogue
from pritok.journal.payloads import catalogue

PERSONAL = {"name", "email", "phone", "text", "message", "comment", "title", "address", "ip"}


def own_kinds() -> list[str]:
    fact_catalogue.catalogue_text()
    return [kind for kind, cls in catalogue().items() if cls.__module__.startswith("pritok.")]


def test_the_page_is_current() -> None:
    kept = fact_catalogue.CATALOGUE.read_text(encoding="utf-8")

    assert kept == fact_catalogue.catalogue_text(), "run .venv/bin/python tools/fact_catalogue.py"


@pytest.mark.parametrize("kind", own_kinds())
def test_a_fact_has_no_field_for_personal_data(kind: str) -> None:
    assert not PERSONAL & set(catalogue()[kind].__struct_fields__)


@pytest.mark.parametrize("kind", own_kinds())
def test_a_kind_is_a_noun_and_a_past_verb(kind: str) -> None:
    noun, _, verb = kind.partition(".")

    assert noun.isidentifier()
    assert verb.isidentifier()
