"""Q2: the report on checks and its figures."""

from pritok.analytics.metrics.metric import Metric
from pritok.analytics.metrics.money import OTHER_CURRENCY

CHECKS = Metric(
    "checks",
    "Чеки и маржа",
    "Checks and margin",
    "Выигранные сделки по времени выигрыша: сколько, насколько прибыльны и разнообразны чеки и как далеко "
    "менеджеры друг от друга; сделка засчитывается тому, кто вёл её в момент выигрыша.",
    "Won deals by the time they were won: how large, profitable and varied the checks are and how far managers "
    "are apart; a deal counts for who held it when it was won.",
    "money",
    "up",
)

_COUNTS = (
    Metric(
        "won",
        "Выиграно",
        "Won",
        "Сделки, выигранные в периоде и выигранные до сих пор.",
        "Deals won in the period and still won.",
        "deals",
        "up",
    ),
    Metric(
        "valued",
        "С суммой",
        "With an amount",
        "Выигранные сделки, сумма которых известна, в валюте организации: по ним считаются чеки.",
        "Won deals whose amount is known, in the organisation's currency: the checks are theirs.",
        "deals",
        "neither",
    ),
    OTHER_CURRENCY,
    Metric(
        "itemised",
        "С позициями",
        "With lines",
        "Выигранные сделки, в которых записано, что продано: по ним считаются позиции, категории и скидки.",
        "Won deals that say what was sold: items, categories and discounts are theirs.",
        "deals",
        "neither",
    ),
)

_SIZES = (
    Metric(
        "amount",
        "Сумма продаж",
        "Sales",
        "Сумма выигранных сделок.",
        "The amounts of won deals added up.",
        "money",
        "up",
    ),
    Metric(
        "mean",
        "Средний чек",
        "Mean check",
        "Сумма продаж, делённая на число выигранных сделок с известной суммой.",
        "Sales divided by the number of won deals with an amount.",
        "money",
        "up",
    ),
    Metric(
        "median",
        "Медианный чек",
        "Median check",
        "Половина чеков не больше этой суммы.",
        "Half of the checks are not above it.",
        "money",
        "up",
    ),
    Metric(
        "typical",
        "Типичный чек",
        "Typical check",
        "Середина чека, стянутая к уровню остальных строк тем сильнее, чем меньше продаж (эмпирический Байес по "
        "логарифмам сумм выше нуля); строке, где меньше пяти продаж, своего не показано; в итоге — уровень всех.",
        "The middle of the check, drawn towards the level of the other rows the more the fewer its sales are "
        "(empirical Bayes on logarithms of amounts above zero); a row of fewer than five sales has none of its "
        "own; the total shows the level of all.",
        "money",
        "up",
    ),
    Metric(
        "typical_low",
        "Типичный чек: от",
        "Typical check: from",
        "Нижняя граница интервала, в котором типичный чек лежит с вероятностью около 90 процентов.",
        "The lower end of the interval that holds the typical check with about 90 %.",
        "money",
        "neither",
    ),
    Metric(
        "typical_high",
        "Типичный чек: до",
        "Typical check: to",
        "Верхняя граница интервала, в котором типичный чек лежит с вероятностью около 90 процентов.",
        "The upper end of the interval that holds the typical check with about 90 %.",
        "money",
        "neither",
    ),
    Metric(
        "p10",
        "P10 чека",
        "P10 of the check",
        "Десятая часть чеков не больше этой суммы.",
        "A tenth of the checks are not above it.",
        "money",
        "neither",
    ),
    Metric(
        "p25",
        "P25 чека",
        "P25 of the check",
        "Четверть чеков не больше этой суммы.",
        "A quarter of the checks are not above it.",
        "money",
        "neither",
    ),
    Metric(
        "p75",
        "P75 чека",
        "P75 of the check",
        "Три четверти чеков не больше этой суммы.",
        "Three quarters of the checks are not above it.",
        "money",
        "neither",
    ),
    Metric(
        "p90",
        "P90 чека",
        "P90 of the check",
        "Девять десятых чеков не больше этой суммы.",
        "Nine tenths of the checks are not above it.",
        "money",
        "neither",
    ),
    Metric(
        "cv",
        "Коэффициент вариации",
        "Coefficient of variation",
        "Стандартное отклонение чека (с делителем n − 1), делённое на средний чек.",
        "The standard deviation of the check (with n − 1), divided by the mean check.",
        "share",
        "neither",
    ),
)

_GAP = (
    Metric(
        "gap",
        "Разрыв с командой",
        "Gap to the team",
        "Средний чек минус средний чек всех при тех же фильтрах, кроме фильтров по менеджеру и команде.",
        "The mean check less that of everybody under the same filters, those on manager and team aside.",
        "money",
        "up",
    ),
    Metric(
        "gap_price",
        "Разрыв: цена",
        "Gap: price",
        "Часть разрыва от того, что те же товары стоят в прайсе сделки дороже или дешевле, чем у команды "
        "(вклад по Шепли; цена, количество, состав и скидка вместе дают весь разрыв).",
        "The part of the gap from the same products being priced above or below the team's before discount "
        "(Shapley value; price, items, mix and discount add up to the whole gap).",
        "money",
        "up",
    ),
    Metric(
        "gap_items",
        "Разрыв: количество",
        "Gap: items",
        "Часть разрыва от того, что в одном чеке больше или меньше штук, чем у команды (вклад по Шепли).",
        "The part of the gap from more or fewer items in a check than the team's (Shapley value).",
        "money",
        "up",
    ),
    Metric(
        "gap_mix",
        "Разрыв: состав",
        "Gap: mix",
        "Часть разрыва от другого состава проданных товаров, дорогих и дешёвых (вклад по Шепли).",
        "The part of the gap from another mix of dear and cheap products (Shapley value).",
        "money",
        "up",
    ),
    Metric(
        "gap_discount",
        "Разрыв: скидка",
        "Gap: discount",
        "Часть разрыва от скидок больше или меньше, чем у команды на те же товары, и от суммы, согласованной "
        "иначе, чем по позициям (вклад по Шепли).",
        "The part of the gap from deeper or smaller discounts than the team's on the same products, and from "
        "amounts agreed otherwise than the lines say (Shapley value).",
        "money",
        "up",
    ),
)

_COMPLEXITY = (
    Metric(
        "items_per_deal",
        "Штук в чеке",
        "Items per deal",
        "Количество по всем позициям, делённое на число выигранных сделок с позициями.",
        "The quantity of all lines, divided by the won deals with lines.",
        "number",
        "up",
    ),
    Metric(
        "lines",
        "Позиций в чеке",
        "Lines per deal",
        "Число позиций, делённое на число выигранных сделок с позициями.",
        "The number of lines, divided by the won deals with lines.",
        "number",
        "up",
    ),
    Metric(
        "products",
        "Разных товаров в чеке",
        "Products per deal",
        "Число разных товаров в сделке, в среднем по выигранным сделкам с позициями.",
        "Distinct products of a deal, on average over won deals with lines.",
        "number",
        "up",
    ),
    Metric(
        "categories",
        "Разных категорий в чеке",
        "Categories per deal",
        "Число разных категорий в сделке, в среднем по выигранным сделкам с позициями.",
        "Distinct categories of a deal, on average over won deals with lines.",
        "number",
        "up",
    ),
    Metric(
        "cross_sold",
        "С допродажей",
        "Cross-sold",
        "Выигранные сделки, где проданы товары хотя бы двух категорий.",
        "Won deals with products of at least two categories.",
        "deals",
        "up",
    ),
    Metric(
        "cross_sell",
        "Доля допродаж",
        "Cross-sell rate",
        "Сделки с товарами хотя бы двух категорий, делённые на выигранные сделки с позициями.",
        "Deals with products of at least two categories, divided by the won deals with lines.",
        "share",
        "up",
    ),
    Metric(
        "discount",
        "Глубина скидки",
        "Discount depth",
        "Единица минус выручка позиций, делённая на их стоимость по цене до скидки.",
        "One less the revenue of the lines divided by what they come to at the price before discount.",
        "share",
        "down",
    ),
)

_MARGIN = (
    Metric(
        "margin",
        "Маржа",
        "Margin",
        "Выручка минус себестоимость по позициям, себестоимость которых известна; неизвестная нулём не считается.",
        "Revenue less cost over the lines whose cost is known; an unknown cost is never taken for zero.",
        "money",
        "up",
        is_secret=True,
    ),
    Metric(
        "margin_rate",
        "Маржинальность",
        "Margin rate",
        "Маржа, делённая на выручку тех же позиций — с известной себестоимостью.",
        "Margin divided by the revenue of the same lines, those whose cost is known.",
        "share",
        "up",
        is_secret=True,
    ),
    Metric(
        "cost_coverage",
        "Выручка с известной себестоимостью",
        "Revenue with a known cost",
        "Доля выручки, о которой говорит маржа; у остальной себестоимость неизвестна, в том числе у сделок без "
        "позиций.",
        "The share of revenue that the margin speaks of; the cost of the rest is unknown, deals without lines "
        "included.",
        "share",
        "up",
        is_secret=True,
    ),
)

FIGURES = (*_COUNTS, *_SIZES, *_COMPLEXITY, *_GAP, *_MARGIN)
