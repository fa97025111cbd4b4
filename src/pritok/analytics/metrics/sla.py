"""How fast requests are answered, against the promise and against the company's own target."""

from pritok.analytics.metrics.metric import Metric

SLA = Metric(
    "sla",
    "Ответ в срок",
    "Answered in time",
    "Доля обращений, на которые человек ответил не позже срока; автоматические ответы не считаются, срок наступает "
    "сам, даже когда никто не вошёл в систему; обращение засчитывается тому, кто получил его первым.",
    "The share of requests that a person answered before the deadline; automatic replies never count, a deadline "
    "passes by itself with nobody signed in, and a request counts for whoever got it first.",
    "share",
    "up",
)

FIGURES = (
    Metric(
        "requests",
        "Обращения",
        "Requests",
        "Обращения периода, у которых есть срок ответа.",
        "Requests of the period that have a deadline for the answer.",
        "deals",
        "neither",
    ),
    Metric(
        "answered",
        "С ответом",
        "Answered",
        "Обращения, на которые человек уже ответил, в срок или позже.",
        "Requests that a person has answered, in time or later.",
        "deals",
        "up",
    ),
    Metric(
        "on_time",
        "В срок",
        "In time",
        "Обращения, на которые человек ответил не позже срока.",
        "Requests that a person answered not later than the deadline.",
        "deals",
        "up",
    ),
    Metric(
        "breached",
        "Срок нарушен",
        "Breached",
        "Обращения, на которые ответили позже срока или не ответили, а срок прошёл.",
        "Requests answered after the deadline, or not answered although it has passed.",
        "deals",
        "down",
    ),
    Metric(
        "waiting",
        "Ждут, срок идёт",
        "Waiting",
        "Обращения без ответа, срок которых ещё не прошёл: в долю они не входят.",
        "Requests without an answer whose deadline has not passed yet: they are not in the share.",
        "deals",
        "neither",
    ),
    Metric(
        "rate",
        "Доля в срок",
        "Share in time",
        "Отвеченные в срок, делённые на отвеченные в срок и нарушенные; рядом 95-процентный интервал Уилсона.",
        "In time divided by in time and breached; beside it Wilson's 95 % interval.",
        "share",
        "up",
    ),
    Metric(
        "low",
        "Нижняя граница",
        "Lower bound",
        "Нижняя граница 95-процентного интервала Уилсона для доли в срок.",
        "The lower end of Wilson's 95 % interval of the share in time.",
        "share",
        "neither",
    ),
    Metric(
        "high",
        "Верхняя граница",
        "Upper bound",
        "Верхняя граница 95-процентного интервала Уилсона для доли в срок.",
        "The upper end of Wilson's 95 % interval of the share in time.",
        "share",
        "neither",
    ),
    Metric(
        "median_s",
        "Медиана первого ответа",
        "Median first answer",
        "Рабочее время, за которое отвечают на половину обращений; ещё не отвеченные цензурированы (Каплан — Майер).",
        "The working time within which half of the requests are answered; those not answered yet are censored "
        "(Kaplan–Meier).",
        "duration_s",
        "down",
    ),
    Metric(
        "p90_s",
        "90 % ответов за",
        "90 % answered within",
        "Рабочее время, за которое отвечают на девять обращений из десяти; ещё не отвеченные цензурированы.",
        "The working time within which nine of ten requests are answered; those not answered yet are censored.",
        "duration_s",
        "down",
    ),
)  # fmt: skip
