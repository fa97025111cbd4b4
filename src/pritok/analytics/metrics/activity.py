"""What was done on deals: calls, messages, meetings, offers, tasks."""

from pritok.analytics.metrics.metric import Metric

ACTIVITY = Metric(
    "activity",
    "Работа со сделками",
    "Activity",
    "Что сделано на сделках за период: звонки, письма, сообщения, встречи, предложения, задачи, прослушанные записи; "
    "засчитывается тому, кто вёл сделку в тот момент; автоматические сообщения не считаются.",
    "What was done on deals in the period: calls, e-mails, messages, meetings, offers, tasks, recordings heard; it "
    "counts for whoever held the deal at that moment, and automatic messages never count.",
    "number",
    "up",
)

FIGURES = (
    Metric(
        "calls", "Звонки", "Calls",
        "Входящие и исходящие звонки, отвеченные и нет.",
        "Calls in and out, answered or not.",
        "number", "up",
    ),
    Metric(
        "answered_calls", "Разговоры", "Answered calls",
        "Звонки, на которые ответили.",
        "Calls that were answered.",
        "number", "up",
    ),
    Metric(
        "call_s", "Время разговоров", "Time on calls",
        "Сумма длительности отвеченных звонков.",
        "The length of the answered calls together.",
        "duration_s", "up",
    ),
    Metric(
        "messages", "Письма и сообщения", "Messages",
        "Письма и сообщения в обе стороны, кроме автоматических.",
        "E-mails and messages in both directions, without automatic ones.",
        "number", "up",
    ),
    Metric(
        "meetings", "Встречи", "Meetings",
        "Состоявшиеся встречи.",
        "Meetings that took place.",
        "number", "up",
    ),
    Metric(
        "offers_sent", "Отправлено предложений", "Offers sent",
        "Отправленные клиентам коммерческие предложения, каждая версия отдельно.",
        "Commercial offers sent to clients, each version by itself.",
        "number", "up",
    ),
    Metric(
        "offers_opened", "Открытий предложений", "Offers opened",
        "Сколько раз клиенты открывали предложения.",
        "How often clients opened offers.",
        "number", "up",
    ),
    Metric(
        "tasks_done", "Выполнено задач", "Tasks done",
        "Задачи по сделкам, отмеченные выполненными.",
        "Tasks on deals marked as done.",
        "number", "up",
    ),
    Metric(
        "tasks_on_time", "Задач в срок", "Tasks on time",
        "Задачи, выполненные не позже назначенного времени.",
        "Tasks done not later than their time.",
        "number", "up",
    ),
    Metric(
        "notes", "Заметки", "Notes",
        "Заметки, записанные на сделках.",
        "Notes written down on deals.",
        "number", "neither",
    ),
    Metric(
        "recordings_heard", "Прослушано записей", "Recordings heard",
        "Прослушанные записи разговоров.",
        "Recordings of calls that were listened to.",
        "number", "up",
    ),
    Metric(
        "active_days", "Рабочие дни в CRM", "Days active",
        "Человеко-дни, в которые на сделках менеджера что-то сделано; для каждого менеджера день считается один раз.",
        "Person-days on which something was done on a manager's deals; each day counts once per manager.",
        "number", "up",
    ),
)  # fmt: skip
