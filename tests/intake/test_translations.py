"""Every sentence that strangers read exists in Russian, and no sentence is translated that nobody says."""

import io
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import pritok

PACKAGE = Path(pritok.__file__).parent
CATALOG = PACKAGE / "locale" / "ru" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}


def _said() -> set[str]:
    """Return every sentence in the code and the templates that goes through gettext."""
    sources = [
        path.read_bytes() for path in PACKAGE.rglob("*.py") if "import gettext" in path.read_text()
    ]
    templates = PACKAGE.rglob("templates/**/*.html")
    sources += [templatize(template.read_text()).encode() for template in templates]
    found: set[str] = set()
    for source in sources:
        for _line, message, _comments, _context in extract("python", io.BytesIO(source), KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    return found


def test_the_russian_catalog_has_exactly_what_is_said() -> None:
    with CATALOG.open("rb") as file:
        catalog = read_po(file, locale="ru")
    translated = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalog
        if message.id and message.string and not message.fuzzy
    }

    assert _said() == translated


def test_no_translation_breaks_its_placeholders() -> None:
    with CATALOG.open("rb") as file:
        catalog = read_po(file, locale="ru", abort_invalid=True)

    assert [(message.id, errors) for message, errors in catalog.check()] == []
