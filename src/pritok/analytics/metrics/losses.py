"""Q3: the report on losses and its figures."""

from dataclasses import replace

from pritok.analytics.metrics.metric import Metric
from pritok.analytics.metrics.money import OTHER_CURRENCY

LOSSES = Metric(
    "losses",
    "Проигранные сделки",
    "Lost deals",
    "Сделки, проигранные в периоде: сколько, на какие деньги и как над ними работали; сделка засчитывается тому, кто "
    "вёл её в момент проигрыша, а отмеченные как не отказ (дубль, спам) посчитаны отдельно.",
    "Deals lost in the period: how many, worth what, and how they were worked; a deal counts for who held it when it "
    "was lost, and those marked as no refusal (duplicate, spam) are counted apart.",
    "deals",
    "down",
)

_SIZES = (
    Metric(
        "lost",
        "Проиграно",
        "Lost",
        "Сделки, проигранные в периоде и проигранные до сих пор, без отмеченных как не отказ.",
        "Deals lost in the period and still lost, without those marked as no refusal.",
        "deals",
        "down",
    ),
    Metric(
        "excluded",
        "Не отказ",
        "No refusal",
        "Проигранные по причине, которая не отказ (дубль, спам): ни в одном другом показателе их нет.",
        "Lost for a reason that is no refusal (duplicate, spam): they are in no other figure.",
        "deals",
        "neither",
    ),
    Metric(
        "amount",
        "Сумма проигранных",
        "Amount lost",
        "Сумма проигранных сделок, сумма которых известна.",
        "The amounts of lost deals, where known, added up.",
        "money",
        "down",
    ),
    replace(
        OTHER_CURRENCY,
        ru_definition="Проигранные сделки в валюте, отличной от валюты организации: в деньги не входят.",
        en_definition="Lost deals in another currency than the organisation's: not in figures of money.",
    ),
    Metric(
        "expected_margin",
        "Ожидаемая потеря",
        "Expected loss",
        "Сумма сделки, умноженная на долю выигранных среди закрытых в её воронке (за всё время, без отмеченных как не "
        "отказ); модели вероятности ещё нет, и себестоимость сюда не входит.",
        "The amount of a deal times the share won of the closed deals of its pipeline (of all time, without those "
        "marked as no refusal); there is no model of the chance yet, and costs are not in it.",
        "money",
        "down",
    ),
)

_LABELS = (
    Metric(
        "never_contacted",
        "Никто не связался",
        "Never contacted",
        "Мы ни разу не достучались до клиента: ни сообщения, ни отвеченного звонка, ни встречи; первая метка из пяти, "
        "каждая сделка получает одну, первую подходящую.",
        "We never reached the client: no message of ours, no answered call, no meeting; the first of five labels, of "
        "which each deal gets one, the first that fits.",
        "deals",
        "down",
    ),
    Metric(
        "lost_after_silence",
        "После нашего молчания",
        "Lost after our silence",
        "Последнее слово было за нами, и до проигрыша мы молчали больше трёх рабочих дней.",
        "The next word was ours, and we had been silent for more than three working days when it was lost.",
        "deals",
        "down",
    ),
    Metric(
        "no_offer",
        "Без КП",
        "No offer",
        "Сделка дошла до второй половины воронки, а коммерческого предложения не было; если компания КП через CRM не "
        "шлёт, метки нет.",
        "The deal had come to the second half of its pipeline and no offer was sent; a company that sends none has "
        "no such label.",
        "deals",
        "down",
    ),
    Metric(
        "offer_unopened",
        "КП не открыто",
        "Offer never opened",
        "Коммерческое предложение отправлено, и клиент ни разу его не открыл.",
        "An offer was sent and the client never opened it.",
        "deals",
        "down",
    ),
    Metric(
        "worked_fully",
        "Отработано",
        "Worked fully",
        "Все остальные проигранные: с клиентом связались, не молчали, КП, где оно нужно, послано и открыто.",
        "All other lost deals: the client was reached, we were not silent, and an offer, where due, was sent and "
        "opened.",
        "deals",
        "neither",
    ),
    Metric(
        "preventable",
        "Доля недоработанных",
        "Not worked fully",
        "Проигранные с одной из первых четырёх меток, делённые на все проигранные.",
        "Lost deals with one of the first four labels, divided by all lost deals.",
        "share",
        "down",
    ),
)

_WORK = (
    Metric(
        "touches",
        "Контактов на сделку",
        "Contacts per deal",
        "Отвеченные звонки, сообщения и встречи в обе стороны, в среднем на проигранную сделку.",
        "Answered calls, messages and meetings either way, on average per lost deal.",
        "number",
        "up",
    ),
    Metric(
        "silence_s",
        "Самое долгое наше молчание",
        "Our longest silence",
        "Медиана по проигранным сделкам самого долгого времени, пока слово было за нами, в рабочем времени.",
        "The median over lost deals of the longest time the next word was ours, in working time.",
        "duration_s",
        "down",
    ),
    Metric(
        "promised",
        "С обещанным ответом",
        "With a promised answer",
        "Проигранные сделки, где клиенту был обещан ответ к сроку.",
        "Lost deals whose client was promised an answer by a time.",
        "deals",
        "neither",
    ),
    Metric(
        "answered_in_time",
        "Ответ вовремя",
        "Answered in time",
        "Проигранные сделки, где первый ответ человека пришёл не позже обещанного срока.",
        "Lost deals whose first answer by a person came not later than promised.",
        "deals",
        "up",
    ),
)

FIGURES = (*_SIZES, *_LABELS, *_WORK)
