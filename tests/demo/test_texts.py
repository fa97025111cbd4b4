"""Both languages have the same things to say."""

import pytest

from pritok.demo.texts import LANGUAGES, texts


def test_both_languages_are_equally_rich() -> None:
    russian, english = (texts(language) for language in LANGUAGES)

    for name in ("teams", "markets", "deal_types", "products", "reasons", "titles", "notes"):
        assert len(getattr(russian, name)) == len(getattr(english, name)), name
    assert [len(p.stages) for p in russian.pipelines] == [len(p.stages) for p in english.pipelines]
    assert [f.key for f in russian.custom_fields] == [f.key for f in english.custom_fields]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_product_stands_in_a_category_and_a_pipeline(language: str) -> None:
    words = texts(language)

    for product in words.products:
        assert product.category in words.categories
        assert product.pipeline < len(words.pipelines)
        assert product.cost is None or product.cost < product.price


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_reasons_for_every_stage(language: str) -> None:
    reasons = [each for group in texts(language).reasons for each in group.reasons]

    assert any(reason.since == 0 for reason in reasons)
    assert any(reason.since == 1 for reason in reasons)
