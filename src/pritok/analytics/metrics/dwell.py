"""Q5: the report on time in stages and its figures."""

from pritok.analytics.metrics.metric import Metric

DWELL = Metric(
    "dwell",
    "Время на этапах",
    "Time in stages",
    "Рабочее время сделки на этапе в одних руках, без пауз: от входа на этап (или от передачи) до выхода; то, что "
    "ещё стоит, и то, что передали другому, не отброшено, а цензурировано (Каплан — Мейер). Период — по входу.",
    "Working time of a deal in a stage in one owner's hands, without pauses: from entering it (or from the "
    "hand-over) to leaving; what still stands there or was handed over is censored, not dropped (Kaplan–Meier). "
    "The period cuts by entering.",
    "duration_s",
    "down",
)

FIGURES = (
    Metric(
        "visits",
        "Пребываний",
        "Stays",
        "Пребывания на этапе в одних руках, начатые в периоде; передача другому начинает новое.",
        "Stays in a stage in one owner's hands that began in the period; a hand-over begins a new one.",
        "number",
        "neither",
    ),
    Metric(
        "median_s",
        "Медиана",
        "Median",
        "Рабочее время, за которое этап покидает половина; пусто, если этого ещё не было видно.",
        "The working time by which half have left; empty where that has not been seen yet.",
        "duration_s",
        "down",
    ),
    Metric(
        "p80_s",
        "80-й процентиль",
        "80th percentile",
        "Рабочее время, за которое этап покидают 80 % пребываний.",
        "The working time by which 80 % have left the stage.",
        "duration_s",
        "down",
    ),
    Metric(
        "p90_s",
        "90-й процентиль",
        "90th percentile",
        "Рабочее время, за которое этап покидают 90 % пребываний.",
        "The working time by which 90 % have left the stage.",
        "duration_s",
        "down",
    ),
    Metric(
        "longest_s",
        "Самое долгое",
        "Longest",
        "Самое долгое пребывание из виденных, законченное или нет: пустая медиана значит «дольше этого».",
        "The longest stay seen, finished or not: where a quantile is empty, it is “more than this”.",
        "duration_s",
        "down",
    ),
    Metric(
        "open",
        "Ещё стоят",
        "Still there",
        "Сделки, которые стоят на этапе сейчас.",
        "Deals that stand in the stage now.",
        "deals",
        "neither",
    ),
    Metric(
        "stuck",
        "Застряли",
        "Stuck",
        "Стоят на этапе (через все руки) дольше предела, заданного вручную, или, если его нет, нормы: 80 % "
        "выигранных сделок того же этапа и типа прошли его быстрее; меньше 30 случаев — норма этапа, затем воронки.",
        "In the stage (through all hands) for longer than the limit set by hand or, without one, than the norm: "
        "80 % of won deals of the same stage and type went through it faster; with fewer than 30 cases the norm of "
        "the stage rules, then that of the pipeline.",
        "deals",
        "down",
    ),
    Metric(
        "returns",
        "Возвраты",
        "Returns",
        "Пребывания, начатые возвратом с более позднего этапа.",
        "Stays that began by going back from a later stage.",
        "number",
        "down",
    ),
    Metric(
        "ping_pong",
        "Пинг-понг",
        "Ping-pong",
        "Пребывания, после которых сделка вернулась ровно туда, откуда пришла.",
        "Stays after which the deal went straight back to where it had come from.",
        "number",
        "down",
    ),
)  # fmt: skip
