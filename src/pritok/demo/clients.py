"""Who writes to the generated company. The n-th client is always the same person, whichever process asks.

Phones come from ranges kept for fiction or from area codes that do not exist, addresses from example.com.
"""

from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from pritok.demo.texts import Texts, texts
from pritok.demo.world import World

_RETURNING = 46
_IN_COMPANY = 58
_FIRST_ONES = 200
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "",
        "э": "e", "ю": "yu", "я": "ya", "'": "",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Client:
    """`number` is that of the deal they first came with."""

    number: int
    id: UUID
    name: str
    points: list[tuple[str, str]]
    company_id: UUID | None
    company_name: str


class Clients:
    """The clients of one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._words: Texts = texts(world.language)

    def of_deal(self, number: int) -> tuple[int, bool]:
        """Return the number of the client who comes with this deal, and whether they were here before."""
        client = number
        while (digest := self._digest("deal", client))[0] < _RETURNING and client >= _FIRST_ONES:
            client = int(client * (0.25 + 0.7 * digest[1] / 256))
        return client, client != number

    def ids(self, number: int) -> tuple[UUID, UUID | None]:
        """Return the ids of the client and of their company, if they have one."""
        company = (
            self._id("company", number) if self._digest("deal", number)[2] < _IN_COMPANY else None
        )
        return self._id("client", number), company

    def client(self, number: int) -> Client:
        digest = self._digest("client", number)
        people = self._words.people
        is_woman = digest[0] & 1
        first = _pick(people.female if is_woman else people.male, digest[1] << 8 | digest[2])
        last = _pick(people.surnames, digest[3] << 8 | digest[4])
        surname = last + (people.feminine_ending if is_woman else "")
        own_id, company_id = self.ids(number)
        points = [("phone", self._phone(number))]
        if digest[5] < 150:
            points.append(("email", f"{latin(first)}.{latin(last)}.{number}@example.com"))
        company = self._company(digest) if company_id else ""
        return Client(number, own_id, f"{first} {surname}", points, company_id, company)

    def _company(self, digest: bytes) -> str:
        words = self._words.companies
        form, name = _pick(words.forms, digest[6]), _pick(words.first, digest[7])
        if self._world.language == "ru":
            return f"{form} «{name}{_pick(words.last, digest[8])}»"
        return f"{name} {_pick(words.last, digest[8])} {form}"

    def _phone(self, number: int) -> str:
        if self._world.language == "ru":
            # There is no area code 000 in Russia.
            return f"+7000{number % 10_000_000:07d}"
        area, line = divmod(number % 80_000, 100)
        is_spent = number >= 80_000
        # 555-0100 … 555-0199 are kept for fiction; area codes never begin with 0.
        return f"+1{number % 10**9:010d}" if is_spent else f"+1{200 + area}55501{line:02d}"

    def _id(self, kind: str, number: int) -> UUID:
        world = self._world
        at = world.since + (world.now - world.since) * number / max(world.total, 1)
        return uuid_of(at, int.from_bytes(self._digest(kind, number)[:10], "big"))

    def _digest(self, kind: str, number: int) -> bytes:
        return blake2b(f"{self._world.seed}/{kind}/{number}".encode(), digest_size=12).digest()


def uuid_of(at: float, bits: int) -> UUID:
    """Return the UUIDv7 of this Unix second with these 80 random bits."""
    value = (int(at * 1000) & 0xFFFFFFFFFFFF) << 80 | bits
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def latin(name: str) -> str:
    """Return a name in small Latin letters, for addresses."""
    return "".join(c for c in name.lower().translate(_LATIN) if c.isalnum())


def _pick(words: list[str], number: int) -> str:
    return words[number % len(words)]
