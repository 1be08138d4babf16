"""How does one type a day? In three boxes, so that the order of day and month is never guessed."""

from datetime import date
from typing import Any

from django.forms import widgets
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class DayMonthYear(widgets.MultiWidget):
    """Three boxes for a forms.DateField. Half a date is handed on as typed, so that it is refused
    with a sentence and not lost."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, widgets.Widget | type[widgets.Widget]] = {
            name: widgets.TextInput() for name in ("day", "month", "year")
        }
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """The day in three parts; a text as it was typed, year first."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return [day, month, year]
        return [None, None, None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The text year-month-day, which forms.DateField reads; None when all boxes are empty."""
        day, month, year = (
            (data.get(f"{name}_{part}") or "").strip() for part in ("day", "month", "year")
        )
        return f"{year}-{month}-{day}" if day or month or year else None

    def id_for_label(self, id_: str) -> str:
        """The first box: the day."""
        return f"{id_}_day"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The three boxes with their labels."""
        identity = (attrs or {}).get("id", name)
        wrong = " govuk-input--error" if (attrs or {}).get("aria-invalid") else ""
        typed = value if isinstance(value, list) else self.decompress(value)
        boxes = (
            (word, f"{identity}_{part}", f"{name}_{part}", "" if given is None else given, width)
            for part, word, width, given in zip(
                ("day", "month", "year"),
                (_("Day"), _("Month"), _("Year")),
                (2, 2, 4),
                typed,
                strict=True,
            )
        )
        items = format_html_join(
            "",
            '<div class="govuk-date-input__item"><div class="govuk-form-group">'
            '<label class="govuk-label govuk-date-input__label" for="{1}">{0}</label>'
            '<input class="govuk-input govuk-date-input__input govuk-input--width-{4}{5}" id="{1}"'
            ' name="{2}" type="text" inputmode="numeric" value="{3}"></div></div>',
            ((*box, wrong) for box in boxes),
        )
        return format_html('<div class="govuk-date-input" id="{}">{}</div>', identity, items)
