"""What a new company starts with if it asks for the basics: one pipeline, sources, reasons for losing, a form."""

from dataclasses import dataclass
from typing import Any

from pritok.accounts.actor import Actor
from pritok.catalog.actions import add_entry
from pritok.deals.actions.pipelines import add_pipeline
from pritok.deals.actions.stages import add_stage
from pritok.intake.actions.forms import add_form


@dataclass(frozen=True)
class Beginning:
    """The words of one language. A stage has a limit in hours; a reason says whether the client refused."""

    pipeline: str
    stages: tuple[tuple[str, int | None], ...]
    sources: tuple[str, ...]
    deal_types: tuple[str, ...]
    reasons: dict[str, tuple[tuple[str, bool], ...]]
    form: dict[str, Any]


RU = Beginning(
    pipeline="Продажи",
    stages=(
        ("Новая заявка", 24),
        ("Связались", 48),
        ("Потребность ясна", 72),
        ("Предложение отправлено", 120),
        ("Согласование", 120),
    ),
    sources=("Сайт", "Телефон", "Почта", "Рекомендация", "Реклама"),
    deal_types=("Новый клиент", "Повторная продажа"),
    reasons={
        "Цена": (("Дорого", True), ("Нет бюджета", True)),
        "Продукт": (("Не подошёл по характеристикам", True), ("Нет в наличии", True)),
        "Сроки": (("Нужно раньше, чем можем", True), ("Отложили на потом", True)),
        "Конкурент": (("Выбрали другого поставщика", True),),
        "Наша работа": (("Ответили поздно", True), ("Пропал контакт", False)),
        "Не заявка": (("Спам или ошибка", False), ("Дубль", False)),
    },
    form={
        "name": "Заявка с сайта",
        "title": "Оставьте заявку",
        "intro": "Ответим в течение 24 часов.",
        "button": "Отправить",
        "thanks": "Спасибо! Мы получили заявку и скоро ответим.",
        "consent_text": "Я согласен на обработку моих данных для ответа на эту заявку.",
    },
)
EN = Beginning(
    pipeline="Sales",
    stages=(
        ("New request", 24),
        ("In touch", 48),
        ("Need understood", 72),
        ("Offer sent", 120),
        ("Agreeing", 120),
    ),
    sources=("Website", "Phone", "E-mail", "Recommendation", "Advertising"),
    deal_types=("New client", "Repeat sale"),
    reasons={
        "Price": (("Too expensive", True), ("No budget", True)),
        "Product": (("Does not fit", True), ("Not in stock", True)),
        "Time": (("Needed sooner than we can", True), ("Put off", True)),
        "Competitor": (("Chose another supplier", True),),
        "Our work": (("We answered late", True), ("Lost touch", False)),
        "Not a request": (("Spam or mistake", False), ("Duplicate", False)),
    },
    form={
        "name": "Request from the site",
        "title": "Leave a request",
        "intro": "We answer within 24 hours.",
        "button": "Send",
        "thanks": "Thank you! We have your request and will answer soon.",
        "consent_text": "I agree to the processing of my data to answer this request.",
    },
)


def add_basics(actor: Actor, *, language: str) -> None:
    """Fill the dictionaries of an empty company, in the caller's transaction."""
    words = RU if language == "ru" else EN
    pipeline = add_pipeline(actor, name=words.pipeline)
    for name, limit_hours in words.stages:
        add_stage(actor, pipeline=pipeline.pk, name=name, limit_hours=limit_hours)
    sources = [add_entry(actor, dictionary="sources", name=name) for name in words.sources]
    for name in words.deal_types:
        add_entry(actor, dictionary="deal_types", name=name)
    for group_name, reasons in words.reasons.items():
        group = add_entry(actor, dictionary="loss_reason_groups", name=group_name)
        for name, is_refusal in reasons:
            extra = {"group": group.pk, "is_refusal": is_refusal}
            add_entry(actor, dictionary="loss_reasons", name=name, **extra)
    places = {"slug": "request", "pipeline": pipeline.pk, "source": sources[0].pk}
    add_form(actor, values={**words.form, **places, "language": language})
