"""The next steps planned on one deal: those still open, and how the finished ones were kept."""

from typing import NamedTuple


class TaskSummary(NamedTuple):
    open_tasks: int
    next_task_at: int | None
    last_task_at: int | None
    tasks_done: int
    tasks_done_on_time: int


class Tasks:
    """Tasks outlive the closing of their deal: what is planned stays planned."""

    __slots__ = ("_done", "_due", "_on_time")

    def __init__(self) -> None:
        self._due: dict[str, int] = {}
        self._done = self._on_time = 0

    def plan(self, task: str, due_at: int) -> None:
        self._due[task] = due_at

    def move(self, task: str, due_at: int) -> None:
        """Note a new due time; a task that is no longer open has none."""
        if task in self._due:
            self._due[task] = due_at

    def finish(self, task: str, *, on_time: bool) -> None:
        self._due.pop(task, None)
        self._done += 1
        self._on_time += on_time

    def cancel(self, task: str) -> None:
        self._due.pop(task, None)

    def summary(self) -> TaskSummary:
        due = self._due.values()
        if not due:
            return TaskSummary(0, None, None, self._done, self._on_time)
        return TaskSummary(len(due), min(due), max(due), self._done, self._on_time)


NO_TASKS = TaskSummary(0, None, None, 0, 0)
