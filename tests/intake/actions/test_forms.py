"""Settings of public forms: who changes them, what is refused, and versions of the consent text."""

from typing import Any

import pytest

from pritok.deals.models import Pipeline
from pritok.intake.actions.forms import add_form, change_form
from pritok.intake.models import Form
from pritok.journal.models import Fact
from pritok.kit.errors import Forbidden, Invalid
from tests.factories import Cast, actor, make_cast
from tests.intake.company import make_form, make_pipeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def values(pipeline: Pipeline, /, **changes: Any) -> dict[str, Any]:
    base = {"name": "Site", "slug": "site", "pipeline": pipeline.pk, "title": "Hi", "button": "Go"}
    return {**base, **changes}


def test_the_head_adds_a_form_with_sensible_fields(cast: Cast) -> None:
    form = add_form(actor(cast.henry), values=values(make_pipeline()))

    assert form.fields["phone"] == {"show": True, "required": True}
    fact = Fact.objects.get()
    assert (fact.kind, fact.audience) == ("form.changed", "leaders")


def test_others_do_not(cast: Cast) -> None:
    pipeline = make_pipeline()

    for person in (cast.alice, cast.carol):
        with pytest.raises(Forbidden):
            add_form(actor(person), values=values(pipeline))

    assert not Form.objects.exists()
    assert not Fact.objects.exists()


def test_another_consent_text_is_another_version_and_another_title_is_not(cast: Cast) -> None:
    form = make_form(make_pipeline())

    change_form(actor(cast.ada), form_id=form.pk, changes={"title": "New title"})
    assert Form.objects.get().consent_version == 1
    change_form(actor(cast.ada), form_id=form.pk, changes={"consent_text": "New words."})
    assert Form.objects.get().consent_version == 2

    changes = {"consent_text": "New words.", "fields": {"email": {"show": False}}}
    change_form(actor(cast.ada), form_id=form.pk, changes=changes)
    assert Form.objects.get().consent_version == 2
    assert Form.objects.get().fields["email"] == {"show": False, "required": False}
    assert Fact.objects.filter(kind="form.changed").count() == 3


def test_nothing_changed_is_no_fact(cast: Cast) -> None:
    form = make_form(make_pipeline())

    change_form(actor(cast.ada), form_id=form.pk, changes={"title": form.title})

    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "call"}, "slug"),
        ({"pipeline": 10**6}, "pipeline"),
        ({"source": 10**6}, "source"),
        ({"allowed_origins": ["https://a.test", "a b"]}, "allowed_origins.1"),
        ({"fields": {"email": {"show": False, "required": True}}}, "fields.email.required"),
        (
            {
                "fields": {
                    "phone": {"show": False, "required": False},
                    "email": {"show": False},
                    "message": {"show": False},
                }
            },
            "fields",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    pipeline = make_pipeline()
    make_form(pipeline)

    with pytest.raises(Invalid) as refused:
        add_form(actor(cast.ada), values=values(pipeline, **changes))

    assert set(refused.value.fields) == {field}
    assert Form.objects.count() == 1
    assert not Fact.objects.exists()
