"""Q7: which refusals repeat where, more than chance would have it, and what one of them costs."""

from pritok.analytics.metrics.metric import Metric

REFUSALS = Metric(
    "refusals",
    "Отказы",
    "Refusals",
    "Причины проигранных сделок по выбранным разрезам: сколько, какая доля, и где причина встречается заметно чаще "
    "или реже ожидаемого; причины, отмеченные как не отказ, посчитаны отдельно.",
    "Reasons of lost deals by the chosen dimensions: how many, which share, and where a reason comes clearly more or "
    "less often than expected; reasons marked as no refusal are counted apart.",
    "deals",
    "down",
)

FIGURES = (
    Metric(
        "lost",
        "Отказы",
        "Refusals",
        "Сделки, проигранные за период по этой причине; засчитываются тому, кто вёл сделку при проигрыше.",
        "Deals lost in the period for this reason; each counts for whoever held it when it was lost.",
        "deals",
        "down",
    ),
    Metric(
        "excluded",
        "Не в счёт",
        "Not counted",
        "Сделки, закрытые по причинам, отмеченным как не отказ (дубль, спам).",
        "Deals closed for reasons marked as no refusal (duplicate, spam).",
        "deals",
        "neither",
    ),
    Metric(
        "share",
        "Доля",
        "Share",
        "Отказы по этой причине, делённые на все отказы строки.",
        "Refusals for this reason divided by all refusals of the row's group.",
        "share",
        "neither",
    ),
    Metric(
        "amount",
        "Сумма",
        "Amount",
        "Суммы этих сделок в валюте организации; сделки в других валютах и без суммы не складываются.",
        "The amounts of these deals in the organisation's currency; those in others or without one are left out.",
        "money",
        "down",
    ),
    Metric(
        "expected",
        "Ожидалось",
        "Expected",
        "Отказы строки × отказы по причине ÷ все отказы: столько было бы без связи между ними.",
        "The row's refusals × the reason's refusals ÷ all: what there would be if they had nothing to do with each "
        "other.",
        "number",
        "neither",
    ),
    Metric(
        "residual",
        "Отклонение",
        "Residual",
        "Приведённый остаток: отклонение от ожидаемого в стандартных отклонениях случая.",
        "The adjusted residual: the distance from the expected in standard deviations of chance.",
        "number",
        "neither",
    ),
    Metric(
        "lift",
        "Во сколько раз",
        "Lift",
        "Отказы, делённые на ожидаемые, стянутые к единице там, где их мало.",
        "Refusals divided by expected ones, drawn towards one where there are few.",
        "number",
        "neither",
    ),
    Metric(
        "q",
        "q (ложные открытия)",
        "q (false discoveries)",
        "Доля ложных открытий, при которой эта клетка ещё отмечается (Беньямини — Хохберг по всей таблице).",
        "The false discovery rate at which this cell is still flagged (Benjamini–Hochberg over the whole table).",
        "share",
        "neither",
    ),
    Metric(
        "flag",
        "Отметка",
        "Flag",
        "1 — причина встречается здесь заметно чаще, −1 — заметно реже ожидаемого, 0 — в пределах случая.",
        "1: the reason comes clearly more often here than expected, −1: clearly less, 0: within chance.",
        "number",
        "neither",
    ),
)  # fmt: skip
