"""People with their teams, companies, products: the small tables around deals."""

from collections.abc import Callable, Sequence

from pritok.clients.actions.history import import_companies
from pritok.clients.history import PastCompany
from pritok.exchange.loaders.loading import Context
from pritok.exchange.rows import Row
from pritok.kit import clock
from pritok.kit.ids import new_id


class NamedLoader:
    """Loads rows that become one entry each by `make`, which returns its key."""

    def __init__(self, make: Callable[[Row], int]) -> None:
        self._make = make

    def prepare(self, rows: Sequence[Row]) -> None:
        """Nothing has to be there before."""

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        return [(row.key, str(self._make(row))) for row in rows]


def people_loader(context: Context) -> NamedLoader:
    """Return a loader of people: matched by address or name, put into their team."""

    def make(row: Row) -> int:
        values = row.values
        team = values.get("team")
        team_id = context.words.team(team, values.get("team_lead", "")) if team else None
        return context.words.person(values["name"], email=values.get("email", ""), team=team_id)

    return NamedLoader(make)


def products_loader(context: Context) -> NamedLoader:
    def make(row: Row) -> int:
        values = row.values
        category = values.get("category")
        return context.words.product(
            values["name"],
            sku=values.get("sku", ""),
            category=context.words.entry("categories", category) if category else None,
            price_minor=values.get("price"),
            cost_minor=values.get("cost"),
        )

    return NamedLoader(make)


class CompaniesLoader:
    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, rows: Sequence[Row]) -> None:
        """Nothing has to be there before."""

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        now = clock.now()
        made = [
            PastCompany(
                id=new_id(),
                name=row.values["name"][:200],
                created_at=now,
                tax_id=row.values.get("tax_id", "")[:20],
                site=row.values.get("site", "")[:200],
                comment=row.values.get("comment", ""),
            )
            for row in rows
        ]
        import_companies(self._context.actor, made)
        return [(row.key, str(company.id)) for row, company in zip(rows, made, strict=True)]
