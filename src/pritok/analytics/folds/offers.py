"""The commercial offers of one deal: how many were sent, and whether the client looked at them."""

from typing import NamedTuple


class OfferSummary(NamedTuple):
    offers_sent: int
    offers_opened: int
    first_offer_at: int | None
    last_offer_opened_at: int | None


class Offers:
    """An offer counts once, however many versions of it were sent and however often it was opened."""

    __slots__ = ("_opened", "_sent", "first_sent_at", "last_opened_at")

    def __init__(self) -> None:
        self._sent: set[str] = set()
        self._opened: set[str] = set()
        self.first_sent_at: int | None = None
        self.last_opened_at: int | None = None

    def send(self, offer: str, at: int) -> None:
        self._sent.add(offer)
        self.first_sent_at = at if self.first_sent_at is None else min(at, self.first_sent_at)

    def open(self, offer: str, at: int) -> None:
        self._opened.add(offer)
        self.last_opened_at = at if self.last_opened_at is None else max(at, self.last_opened_at)

    def summary(self) -> OfferSummary:
        return OfferSummary(
            len(self._sent), len(self._opened), self.first_sent_at, self.last_opened_at
        )


NO_OFFERS = OfferSummary(0, 0, None, None)
