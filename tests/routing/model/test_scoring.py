"""Predictions, their exact explanation, the sealed model, and facts that came too late to be features."""

import hashlib

import msgspec
import numpy as np
import pytest

from pritok.routing.model.arrays import sigmoid
from pritok.routing.model.cases import Vocabulary, load_ratio
from pritok.routing.model.fitting import fit
from pritok.routing.model.parameters import BadModel, Model, opened, sealed
from pritok.routing.model.scoring import Scorer
from pritok.routing.model.snapshot import FACTORS, Snapshot
from tests.routing.model.made_up import make_cases

DEAL = Snapshot(source=2, product=3, market=1, channel="form", hour=11, weekday=1, waited_s=600)


@pytest.fixture(scope="module")
def model() -> Model:
    cases = make_cases(3000)
    vocabulary = Vocabulary.of(cases)
    table = vocabulary.table(cases)
    return Model.of(vocabulary, table, fit(table, vocabulary.shape))


def test_the_better_manager_gets_the_better_chance(model: Model) -> None:
    scorer = Scorer(model)

    chances = scorer.chances(DEAL, scorer.places([1, 2, 99]), np.zeros(3))

    assert chances[0] > 0.4 > chances[1]
    team = scorer.explain(DEAL, 99, 0.0)
    assert chances[2] == pytest.approx(team.team)
    assert all(term.logit == 0 for term in team.terms if term.is_personal)


def test_a_fuller_desk_lowers_the_chance(model: Model) -> None:
    scorer = Scorer(model)

    chances = scorer.chances(DEAL, scorer.places([2, 2]), load_ratio(np.array([3.0, 30.0])))

    assert chances[0] > chances[1]


@pytest.mark.parametrize("person", [1, 2, 3, 99])
@pytest.mark.parametrize("deal", [DEAL, Snapshot(source=77, channel="?"), Snapshot()])
def test_the_terms_of_an_explanation_add_up_exactly(
    model: Model, person: int, deal: Snapshot
) -> None:
    scorer = Scorer(model)

    why = scorer.explain(deal, person, 0.4)

    [logit] = scorer.logits(deal, scorer.places([person]), np.array([0.4]))
    assert sum(term.logit for term in why.terms) == pytest.approx(float(logit), abs=1e-12)
    assert why.chance == pytest.approx(float(sigmoid(logit)), abs=1e-12)
    assert why.low < why.chance < why.high


def test_an_explanation_says_how_many_deals_and_how_much_was_taken_back(model: Model) -> None:
    terms = {
        (term.name, term.level, term.is_personal): term
        for term in Scorer(model).explain(DEAL, 1, 0.0).terms
    }
    wins = terms["source", "2", True]
    cases = [case for case in make_cases(3000) if case.person == 1 and case.snapshot.source == 2]

    assert wins.deals == len(cases)
    assert wins.shrinkage is not None
    assert 0 < wins.shrinkage < 1
    assert wins.logit > 0


@pytest.mark.parametrize(
    "later",
    [
        {"stage": 4},
        {"quality": "A"},
        {"agreed_product": 7},
        {"closed_at": "2026-01-01"},
        {"state": "won"},
        {"loss_reason": 3},
    ],
)
def test_what_became_known_later_is_refused_as_a_feature(later: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        Snapshot.of({"source": 2, "channel": "form", **later})


def test_every_factor_is_made_of_the_snapshot_alone() -> None:
    known = {*Snapshot.__struct_fields__, "client", "company", "daytime"}

    assert {factor.name for factor in FACTORS} <= known


def test_a_model_comes_back_as_it_was_stored(model: Model) -> None:
    text, digest = sealed(model)

    assert opened(text, digest) == model


def test_a_changed_model_is_refused(model: Model) -> None:
    text, digest = sealed(model)

    with pytest.raises(BadModel, match="hash"):
        opened(text.replace(b'"won":', b'"won": '), digest)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"people": [1]},
        {"factors": ["stage"]},
        {"personal": []},
        {"levels": []},
    ],
)
def test_a_model_of_another_kind_is_refused(model: Model, change: dict[str, object]) -> None:
    text, digest = sealed(msgspec.structs.replace(model, **change))

    with pytest.raises(BadModel):
        opened(text, digest)


@pytest.mark.parametrize("text", [b"\x80\x04cos\nsystem\n", b"[]", b"", b"{}", b"[" * 5000])
def test_foreign_bytes_are_no_model(text: bytes) -> None:
    with pytest.raises(BadModel):
        opened(text, hashlib.sha256(text).hexdigest())
