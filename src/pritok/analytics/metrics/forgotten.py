"""Q4: the report on forgotten deals and its figures."""

from dataclasses import replace

from pritok.analytics.metrics.metric import Metric
from pritok.analytics.metrics.money import OTHER_CURRENCY

FORGOTTEN = Metric(
    "forgotten",
    "Забытые сделки",
    "Forgotten deals",
    "Открытые сделки не на паузе, без запланированного дела, с клиентом которых не связывались дольше предела для "
    "их типа и этапа (если не задано — три рабочих дня); на сейчас, период их не ограничивает, и сделка "
    "засчитывается тому, кто её ведёт.",
    "Open deals, not paused and without a planned task, whose client was not in touch for longer than the limit of "
    "their type and stage (three working days unless set); as of now, cut by no period, and a deal counts for who "
    "has it.",
    "deals",
    "down",
)

FIGURES = (
    Metric(
        "open",
        "Открытые",
        "Open",
        "Все открытые сделки, включая поставленные на паузу.",
        "All open deals, paused ones included.",
        "deals",
        "neither",
    ),
    Metric(
        "forgotten",
        "Забытые",
        "Forgotten",
        "Открытые сделки не на паузе и без дела на будущее, молчание по которым дольше предела; молчание — рабочее "
        "время с последнего контакта с клиентом (отвеченный звонок, сообщение в любую сторону, встреча, открытое "
        "КП) или, если его не было, с создания.",
        "Open deals, not paused and with no task ahead, silent for longer than the limit; silence is working time "
        "since the last contact with the client (an answered call, a message either way, a meeting, an opened "
        "offer), or since the creation where there was none.",
        "deals",
        "down",
    ),
    Metric(
        "share",
        "Доля забытых",
        "Share forgotten",
        "Забытые, делённые на открытые.",
        "Forgotten divided by open.",
        "share",
        "down",
    ),
    Metric(
        "amount",
        "Сумма забытых",
        "Amount forgotten",
        "Сумма забытых сделок, сумма которых известна.",
        "The amounts of forgotten deals, where known, added up.",
        "money",
        "down",
    ),
    replace(
        OTHER_CURRENCY,
        ru_definition="Забытые сделки в валюте, отличной от валюты организации: в сумму забытых не входят.",
        en_definition="Forgotten deals in another currency than the organisation's: not in the amount forgotten.",
    ),
    Metric(
        "oldest_at",
        "Самая давняя",
        "Oldest",
        "Когда в последний раз связывались с клиентом самой давно забытой сделки.",
        "When the client of the longest forgotten deal was last in touch.",
        "time",
        "up",
    ),
    Metric(
        "at_head",
        "Пора руководителю",
        "For the head",
        "Забытые, молчание по которым дошло до 150 процентов предела.",
        "Forgotten deals whose silence has come to 150 % of the limit.",
        "deals",
        "down",
    ),
    Metric(
        "at_pool",
        "Пора в пул",
        "For the pool",
        "Забытые, молчание по которым дошло до 200 процентов предела; они входят и в «пора руководителю».",
        "Forgotten deals whose silence has come to 200 % of the limit; they are among those for the head too.",
        "deals",
        "down",
    ),
    Metric(
        "paused",
        "На паузе",
        "Paused",
        "Открытые сделки на паузе, дата которой ещё не наступила: забытыми не считаются.",
        "Open deals whose pause has not come to its date yet: they are not forgotten.",
        "deals",
        "neither",
    ),
    Metric(
        "planned",
        "С делом впереди",
        "With a task ahead",
        "Открытые сделки не на паузе, где есть невыполненное дело со сроком в будущем: забытыми не считаются.",
        "Open deals, not paused, with an open task due in the future: they are not forgotten.",
        "deals",
        "up",
    ),
)
