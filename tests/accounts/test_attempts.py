"""The counter of tries is exact, however many knock at the same time."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from pritok.accounts.actions import attempts
from pritok.accounts.actor import VISITOR
from pritok.accounts.models import Attempts
from pritok.kit import clock
from pritok.kit.errors import TooMany

LIMIT = attempts.Limit("test", 5, 60)


@pytest.mark.django_db(transaction=True)
def test_forty_parallel_tries_get_exactly_the_allowed_looks() -> None:
    looks: list[int] = []

    def knock() -> None:
        for _ in range(5):
            try:
                attempts.reserve(VISITOR, limit=LIMIT, subject="door")
                looks.append(1)
            except TooMany:
                pass
        connection.close()

    threads = [threading.Thread(target=knock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(looks) == LIMIT.tries


@pytest.mark.django_db
def test_a_window_slides_and_does_not_start_anew() -> None:
    start = clock.now()
    for second in (0, 1, 2, 3, 50):
        with clock.frozen(start + timedelta(seconds=second)):
            attempts.reserve(VISITOR, limit=LIMIT, subject="door")

    with clock.frozen(start + timedelta(seconds=62)):
        for _ in range(3):
            attempts.reserve(VISITOR, limit=LIMIT, subject="door")
        with pytest.raises(TooMany) as refused:
            attempts.reserve(VISITOR, limit=LIMIT, subject="door")

    assert refused.value.retry_after_s == 1


@pytest.mark.django_db
def test_subjects_are_counted_apart_and_not_kept_in_the_clear() -> None:
    for subject in ("one@brook.test", "two@brook.test"):
        for _ in range(5):
            attempts.reserve(VISITOR, limit=LIMIT, subject=subject)

    assert "brook" not in str(list(Attempts.objects.values_list()))


@pytest.mark.django_db
def test_old_counters_are_forgotten() -> None:
    attempts.reserve(VISITOR, limit=LIMIT, subject="door")

    with clock.frozen(clock.now() + timedelta(hours=3)):
        assert attempts.forget_old() == 1
