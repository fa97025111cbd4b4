"""A report as a letter: a plain text and an HTML table, with the address of the living one."""

from babel.numbers import format_decimal, format_percent
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pritok.analytics.dimensions import BY_KEY
from pritok.analytics.metrics.metric import Language
from pritok.api.reporting.answers import Shown
from pritok.api.reporting.files import dimensions_of

_MOST_ROWS = 40
_HOUR_S, _DAY_S = 3600, 86_400


def letter(shown: Shown, *, language: Language, name: str, address: str) -> tuple[str, str]:
    """Return the text and the HTML of a mail about this answer."""
    with translation.override(language):
        head, lines = _table(shown, language)
        rest = len(shown["rows"]) - _MOST_ROWS
        more = _("… and %(count)d more rows in the file.") % {"count": rest} if rest > 0 else ""
        period = " – ".join(
            shown["filters"][key][0] for key in ("from", "to") if key in shown["filters"]
        )
        title = f"{shown['title']} {period}".strip()
        text = "\n".join(
            [name, title, shown["definition"], "", *(" | ".join(line) for line in [head, *lines])]
        )
        text += f"\n{more}\n\n{_('Open the report')}: {address}\n"
        html = format_html(
            '<h2>{}</h2><p>{}</p><p style="color:#666">{}</p>'
            '<table cellpadding="6" style="border-collapse:collapse"><thead><tr>{}</tr></thead>'
            '<tbody>{}</tbody></table><p>{}</p><p><a href="{}">{}</a></p>',
            name,
            title,
            shown["definition"],
            _cells("th", head),
            format_html_join("", "<tr>{}</tr>", ((_cells("td", line),) for line in lines)),
            more,
            address,
            _("Open the report"),
        )
    return text, html


def _cells(tag: str, values: list[str]) -> SafeString:
    return format_html_join(
        "",
        f'<{tag} align="{{}}" style="border-bottom:1px solid #ddd">{{}}</{tag}>',
        (("left" if place == 0 else "right", value) for place, value in enumerate(values)),
    )


def _table(shown: Shown, language: Language) -> tuple[list[str], list[list[str]]]:
    figures = [figure for figure in shown["figures"] if figure["key"] in shown["total"]]
    dimensions = dimensions_of(shown)
    titles = [
        each.ru if language == "ru" else each.en for each in (BY_KEY[key] for key in dimensions)
    ]
    head = [" · ".join(titles), *(figure["title"] for figure in figures)]
    lines = [
        [
            " · ".join(str(row[key]["name"]) for key in dimensions),
            *(_written(row.get(f["key"]), f["unit"], language) for f in figures),
        ]
        for row in shown["rows"][:_MOST_ROWS]
    ]
    total = [
        _("Total"),
        *(_written(shown["total"].get(f["key"]), f["unit"], language) for f in figures),
    ]
    return head, [*lines, total]


def _written(value: int | float | str | None, unit: str, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if unit == "share":
        return str(format_percent(value, "#,##0.0%", locale=language))
    if unit == "duration_s":
        return _duration(value, language)
    return str(format_decimal(round(value, 1), locale=language))


def _duration(seconds: float, language: Language) -> str:
    if seconds < 2 * _DAY_S:
        hours = format_decimal(round(seconds / _HOUR_S, 1), locale=language)
        return _("%(hours)s h") % {"hours": hours}
    return _("%(days)s d") % {"days": format_decimal(round(seconds / _DAY_S, 1), locale=language)}
