"""The company's own fields of deals, and saved views."""

import pytest

from pritok.deals.access import visible_views
from pritok.deals.actions.custom_fields import add_custom_field, change_custom_field
from pritok.deals.actions.views import change_view, remove_view, save_view
from pritok.deals.custom import MAX_FIELDS
from pritok.deals.models import CustomField, SavedView
from pritok.kit.errors import Forbidden, Invalid, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, make_field

pytestmark = pytest.mark.django_db


def test_a_field_is_added_and_its_label_changed(cast: Cast) -> None:
    henry = actor(cast.henry)
    facts = Facts()

    field = add_custom_field(henry, label="Size", kind="choice", choices=["S", "L"], key="size")
    change_custom_field(henry, field=field.pk, changes={"label": "Format", "choices": ["S"]})

    row = CustomField.objects.get(pk=field.pk)
    assert (row.key, row.label, row.choices) == ("size", "Format", ["S"])
    assert [f.data["fields"] for f in facts] == [["created"], ["choices", "label"]]


def test_a_field_without_key_gets_one(cast: Cast) -> None:
    field = add_custom_field(actor(cast.ada), label="Город", kind="text")

    assert field.key.startswith("field_")


def test_kinds_keys_and_choices_are_checked(cast: Cast) -> None:
    henry = actor(cast.henry)
    make_field("taken")
    facts = Facts()
    wrong = [
        {"kind": "colour"},
        {"kind": "text", "key": "Bad Key"},
        {"kind": "text", "key": "taken"},
        {"kind": "text", "choices": ["x"]},
        {"kind": "choice", "choices": []},
        {"kind": "choice", "choices": ["x", "x"]},
    ]
    for values in wrong:
        with pytest.raises(Invalid):
            add_custom_field(henry, label="X", **values)  # type: ignore[arg-type]
    assert (CustomField.objects.count(), facts.kinds) == (1, [])


def test_the_kind_of_a_field_never_changes(cast: Cast) -> None:
    field = make_field("size", "number")

    with pytest.raises(Invalid):
        change_custom_field(actor(cast.ada), field=field.pk, changes={"kind": "text"})


def test_fifty_fields_are_enough(cast: Cast) -> None:
    ada = actor(cast.ada)
    for number in range(MAX_FIELDS):
        make_field(f"f{number}")

    with pytest.raises(Invalid) as refusal:
        add_custom_field(ada, label="X", kind="text")
    assert refusal.value.code == "too_many_fields"

    change_custom_field(ada, field=CustomField.objects.first().pk, changes={"is_archived": True})  # type: ignore[union-attr]
    assert add_custom_field(ada, label="X", kind="text").pk


def test_managers_add_no_fields(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        add_custom_field(actor(cast.alice), label="X", kind="text")


def test_views_are_seen_by_those_they_are_shared_with(cast: Cast) -> None:
    alice = actor(cast.alice)
    for shared_with in ("me", "team", "all"):
        save_view(alice, name=shared_with, screen="deals", query="", shared_with=shared_with)

    def seen_by(person: object) -> set[str]:
        return set(visible_views(actor(person)).values_list("name", flat=True))  # type: ignore[arg-type]

    assert seen_by(cast.alice) == {"me", "team", "all"}
    assert seen_by(cast.bob) == {"team", "all"}
    assert seen_by(cast.dave) == {"all"}


def test_a_view_shared_with_a_role_is_seen_by_that_role(cast: Cast) -> None:
    henry = actor(cast.henry)
    for role in ("manager", "lead"):
        save_view(henry, name=role, screen="reports/checks", query="", shared_with=role)

    def seen_by(person: object) -> set[str]:
        return set(visible_views(actor(person)).values_list("name", flat=True))  # type: ignore[arg-type]

    assert seen_by(cast.dave) == {"manager"}
    assert seen_by(cast.carol) == {"lead"}
    assert seen_by(cast.ada) == set()


def test_a_private_view_is_told_to_its_owner_only(cast: Cast) -> None:
    facts = Facts()

    view = save_view(actor(cast.alice), name="Mine", screen="deals", query="state=open")
    change_view(actor(cast.alice), view=view.pk, changes={"shared_with": "all"})

    assert [f.audience for f in facts] == [f"user:{cast.alice.pk}", "everyone"]


def test_only_the_owner_and_leaders_change_a_shared_view(cast: Cast) -> None:
    view = save_view(actor(cast.alice), name="X", screen="deals", query="", shared_with="team")
    facts = Facts()

    with pytest.raises(Forbidden):
        remove_view(actor(cast.bob), view=view.pk)
    with pytest.raises(NotFound):
        change_view(actor(cast.dave), view=view.pk, changes={"name": "Y"})
    with pytest.raises(Forbidden):
        save_view(token_actor("write"), name="X", screen="deals", query="")
    assert facts.kinds == []

    remove_view(actor(cast.alice), view=view.pk)
    assert (SavedView.objects.count(), facts.only.data["fields"]) == (0, ["removed"])
