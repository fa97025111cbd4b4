"""Figures that several reports have because they add up money."""

from pritok.analytics.metrics.metric import Metric

OTHER_CURRENCY = Metric(
    "other_currency",
    "В другой валюте",
    "In another currency",
    "Сделки в валюте, отличной от валюты организации: посчитаны штуками, но в денежные показатели не входят.",
    "Deals in another currency than the organisation's: they count as deals, but are in no figure of money.",
    "deals",
    "neither",
)
