"""The only place where a house rule is let off: (rule, path) → the reason.

An exemption that lets nothing off any more is itself a finding.
"""

EXEMPTIONS: dict[tuple[str, str], str] = {
    ("only-actions-write", "src/pritok/journal/reading.py"): (
        "A reader's cursor is its own bookmark in the journal, not a change of the business."
    ),
    ("only-actions-write", "src/pritok/accounts/browser.py"): (
        "Django's own session of a browser gets its key here; the sign-in itself is an action."
    ),
    ("no-signals", "src/pritok/config/handling.py"): (
        "The handler stands in for Django's own and tells Django's own receivers of each request; it adds none."
    ),
}
