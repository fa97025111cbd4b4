"""Founds the generated company: its settings, words, pipelines, people, distribution, form and views."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from pritok.accounts.actions import add_holiday, create_organisation
from pritok.accounts.actions.setting_up import NewOrganisation
from pritok.accounts.models import Organisation, User
from pritok.accounts.queries import actor_for_person, calendar
from pritok.catalog.actions import add_entry, add_product
from pritok.deals.actions.custom_fields import add_custom_field
from pritok.deals.actions.pipelines import add_pipeline
from pritok.deals.actions.stages import add_stage
from pritok.deals.actions.views import save_view
from pritok.demo.people import DEMO, DOMAIN, Span, Staff
from pritok.demo.rhythm import DAY_S, Arrivals, Clock
from pritok.demo.texts import Texts, texts
from pritok.demo.world import Good, Origin, Reason, Seller, Way, World
from pritok.intake.actions.forms import add_form
from pritok.kit import clock
from pritok.kit.money import to_minor
from pritok.routing.actions.settings import Part, change_routing

_ORIGIN_WEIGHTS = (30.0, 18.0, 14.0, 12.0, 9.0, 8.0, 3.0, 6.0)
_ORIGIN_QUALITIES = (-0.15, 0.1, 0.05, -0.35, 0.65, -0.25, 0.2, 0.6)
# Usual working hours in each stage; the first one is left with the first answer.
_HOURS = ((1.0, 5.0, 14.0, 9.0, 22.0, 14.0), (1.0, 7.0, 12.0, 8.0))
_SHARES = (0.84, 0.16)
_STAGE_LIMITS = (4, 16, 40, 32, 64, 48)
_YEAR = timedelta(days=365)
MANAGERS = 25
# Beyond this many deals a year a manager's day would be too short for them.
_DEALS_OF_MANAGER = 4000
_SMALL = 100_000


@dataclass(frozen=True)
class Plan:
    """How large a company, told until when."""

    deals: int
    seed: int
    language: str
    now: datetime

    @property
    def since(self) -> datetime:
        return self.now - (_YEAR if self.deals <= _SMALL else 3 * _YEAR)

    @property
    def managers(self) -> int:
        return max(MANAGERS, self.deals // _DEALS_OF_MANAGER)

    @property
    def span(self) -> Span:
        return Span(self.since.timestamp(), self.now.timestamp())


def found(plan: Plan) -> World:
    """Make everything but deals and return what stories need to know of it."""
    words = texts(plan.language)
    staff = Staff(words, plan.span, Random(plan.seed), managers=plan.managers)
    with clock.frozen(plan.since - timedelta(days=30)):
        company = _organisation(words, plan)
        ways = _pipelines(words)
        origins = _sources(words)
        markets = [_entry("markets", name) for name in words.markets]
        deal_types = [_entry("deal_types", name) for name in words.deal_types]
        goods = _goods(words)
        reasons = _reasons(words)
        for spec in words.custom_fields:
            add_custom_field(
                DEMO, key=spec.key, label=spec.label, kind=spec.kind, choices=spec.choices
            )
    staff.hire()
    with clock.frozen(plan.since):
        _distribution(ways, staff.sellers)
        _form(words, plan.language, ways[0], origins[1])
        _views(words)
    working = calendar(company)
    until = plan.now + timedelta(days=30)
    return World(
        seed=plan.seed,
        total=plan.deals,
        language=plan.language,
        currency=company.currency,
        since=plan.since.timestamp(),
        now=plan.now.timestamp(),
        answer_target_s=company.answer_target_minutes * 60,
        promise_s=company.promise_hours * 3600,
        arrivals=Arrivals.plan(working, plan.since.astimezone(working.zone).date(), plan.now),
        clock=Clock.of(working, plan.since - timedelta(days=7), until),
        sellers=staff.sellers,
        ways=ways,
        origins=origins,
        goods=goods,
        popularity=[float(product.popularity) for product in words.products],
        markets=markets,
        deal_types=deal_types,
        reasons=reasons,
    )


def _organisation(words: Texts, plan: Plan) -> Organisation:
    text = words.organisation
    company = create_organisation(
        NewOrganisation(text.name, plan.language, text.time_zone, text.currency)
    )
    for day in _holidays(words, plan):
        add_holiday(DEMO, day=day, name=words.holiday_name)
    return company


def _holidays(words: Texts, plan: Plan) -> list[date]:
    years = range(plan.since.year, plan.now.year + 2)
    return [date.fromisoformat(f"{year}-{day}") for year in years for day in words.holidays]


def _pipelines(words: Texts) -> list[Way]:
    ways = []
    for text, hours, share in zip(words.pipelines, _HOURS, _SHARES, strict=True):
        pipeline = add_pipeline(DEMO, name=text.name)
        stages = [
            add_stage(DEMO, pipeline=pipeline.pk, name=name, limit_hours=limit).pk
            for name, limit in zip(text.stages, _STAGE_LIMITS, strict=False)
        ]
        ways.append(Way(pipeline.pk, stages, hours, share))
    return ways


def _sources(words: Texts) -> list[Origin]:
    origins = []
    for text, weight, quality in zip(
        words.sources, _ORIGIN_WEIGHTS, _ORIGIN_QUALITIES, strict=True
    ):
        source = _entry("sources", text.name)
        campaigns = [
            add_entry(DEMO, dictionary="campaigns", name=name, source=source).pk
            for name in text.campaigns
        ]
        origins.append(Origin(source, weight, quality, campaigns))
    return origins


def _goods(words: Texts) -> list[Good]:
    currency = words.organisation.currency
    categories = {name: _entry("categories", name) for name in words.categories}
    goods = []
    for number, text in enumerate(words.products, 1):
        price = to_minor(text.price, currency)
        cost = None if text.cost is None else to_minor(text.cost, currency)
        product = add_product(
            DEMO,
            name=text.name,
            currency=currency,
            sku=f"P-{number:03d}",
            category=categories[text.category],
            price_minor=price,
            cost_minor=cost,
        )
        goods.append(Good(product.pk, text.name, price, cost, text.pipeline))
    return goods


def _reasons(words: Texts) -> list[Reason]:
    reasons = []
    for text in words.reasons:
        group = add_entry(
            DEMO, dictionary="loss_reason_groups", name=text.name, is_refusal=text.is_refusal
        )
        for each in text.reasons:
            added = add_entry(
                DEMO,
                dictionary="loss_reasons",
                name=each.name,
                group=group.pk,
                is_refusal=text.is_refusal,
            )
            reasons.append(Reason(added.pk, float(each.weight), each.since))
    return reasons


def _distribution(ways: list[Way], sellers: list[Seller]) -> None:
    working = [seller for seller in sellers if seller.left_at > clock.now().timestamp() + DAY_S]
    active = set(User.objects.filter(is_active=True).values_list("pk", flat=True))
    parts = [
        Part(manager=seller.id, weight=int(seller.weight), capacity=120)
        for seller in working
        if seller.id in active
    ]
    for way in ways:
        change_routing(DEMO, pipeline_id=way.id, mode="fair", parts=parts)


def _form(words: Texts, language: str, way: Way, origin: Origin) -> None:
    text = words.form
    add_form(
        DEMO,
        values={
            "name": text.title,
            "slug": "request",
            "language": language,
            "pipeline": way.id,
            "source": origin.id,
            "title": text.title,
            "intro": text.intro,
            "button": text.button,
            "thanks": text.thanks,
            "consent_text": text.consent,
        },
    )


def _views(words: Texts) -> None:
    people = {user.email: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    head = actor_for_person(people[f"head@{DOMAIN}"])
    manager = actor_for_person(people[f"manager@{DOMAIN}"])
    for view in words.views:
        owner = manager if view.shared_with == "me" else head
        save_view(
            owner,
            name=view.name,
            screen="deals",
            query=view.query,
            shared_with=view.shared_with,
        )


def _entry(dictionary: str, name: str) -> int:
    return int(add_entry(DEMO, dictionary=dictionary, name=name).pk)
