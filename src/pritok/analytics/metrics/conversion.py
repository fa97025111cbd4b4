"""Q1: the conversion report and its figures."""

from pritok.analytics.metrics.metric import Metric

CONVERSION = Metric(
    "conversion",
    "Конверсия этапов",
    "Stage conversion",
    "Доля сделок когорты, которые, дойдя до этапа, дошли и до следующего (или до продажи); проигранные и "
    "открытые остаются в знаменателе, сделка засчитывается менеджеру, который вёл её на входе в этап.",
    "The share of a cohort's deals that, having reached a stage, also reached the next one (or the sale); lost "
    "and open deals stay in the denominator, and a deal counts for the manager who held it on entering the stage.",
    "share",
    "up",
)

FIGURES = (
    Metric(
        "entered",
        "Дошли до этапа",
        "Entered",
        "Сделки когорты, которые хоть раз стояли на этапе или дальше него, либо выиграны; без удалённых, "
        "объединённых и отмеченных как не отказ (дубль, спам).",
        "Deals of the cohort that ever stood in the stage or further, or were won; without deleted and merged "
        "ones and those marked as no refusal (duplicate, spam).",
        "deals",
        "neither",
    ),
    Metric(
        "advanced",
        "Прошли дальше",
        "Advanced",
        "Сделки из дошедших до этапа, которые дошли и до следующего этапа либо выиграны.",
        "Of the deals that entered the stage, those that also reached the next one or were won.",
        "deals",
        "up",
    ),
    Metric(
        "rate",
        "Конверсия",
        "Rate",
        "Прошедшие дальше, делённые на дошедших до этапа; рядом 95-процентный интервал Уилсона.",
        "Advanced divided by entered; beside it Wilson's 95 % interval.",
        "share",
        "up",
    ),
    Metric(
        "low",
        "Нижняя граница",
        "Lower bound",
        "Нижняя граница 95-процентного интервала Уилсона для конверсии.",
        "The lower end of Wilson's 95 % interval of the rate.",
        "share",
        "neither",
    ),
    Metric(
        "high",
        "Верхняя граница",
        "Upper bound",
        "Верхняя граница 95-процентного интервала Уилсона для конверсии.",
        "The upper end of Wilson's 95 % interval of the rate.",
        "share",
        "neither",
    ),
    Metric(
        "open",
        "Ещё в работе",
        "Still open",
        "Открытые сделки в знаменателе, которые дальше ещё не прошли: конверсия может вырасти на них.",
        "Open deals in the denominator that have not advanced yet: the rate can still grow by them.",
        "deals",
        "neither",
    ),
    Metric(
        "excluded",
        "Не в счёт",
        "Not counted",
        "Проигранные по причине, которая не отказ (дубль, спам): вне знаменателя, посчитаны отдельно.",
        "Lost for a reason that is no refusal (duplicate, spam): outside the denominator, counted apart.",
        "deals",
        "neither",
    ),
    Metric(
        "index",
        "Индекс с поправкой на состав",
        "Mix-adjusted index",
        "Прошедшие дальше, делённые на ожидаемое при конверсии команды для тех же источника, продукта и "
        "типа сделки; 100 — как команда.",
        "Advanced divided by what the team's rates for the same source, product and deal type would give; 100 is "
        "the team.",
        "index",
        "up",
    ),
    Metric(
        "won",
        "Выиграно",
        "Won",
        "Сделки когорты, дошедшие до этапа и выигранные к этой минуте.",
        "Deals of the cohort that entered the stage and are won by now.",
        "deals",
        "up",
    ),
    Metric(
        "lost",
        "Проиграно",
        "Lost",
        "Сделки когорты, дошедшие до этапа и проигранные, без отмеченных как не отказ.",
        "Deals of the cohort that entered the stage and are lost, without those marked as no refusal.",
        "deals",
        "down",
    ),
    Metric(
        "win_rate",
        "Доля выигранных из закрытых",
        "Win rate",
        "Выигранные, делённые на выигранные и проигранные, среди сделок когорты, дошедших до этапа.",
        "Won divided by won and lost, among the cohort's deals that entered the stage.",
        "share",
        "up",
    ),
    Metric(
        "day_n",
        "Конверсия к дню N",
        "Conversion by day N",
        "Доля прошедших дальше за N суток после входа в этап: открытые сделки цензурированы, потеря — "
        "конкурирующий исход (Аалена — Йохансена).",
        "The share that advanced within N days of entering: open deals are censored and loss is a competing "
        "outcome (Aalen–Johansen).",
        "share",
        "up",
    ),
)  # fmt: skip
