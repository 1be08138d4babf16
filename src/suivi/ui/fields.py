"""How is a form shown?

Each field with label, hint, error and control, in govuk-frontend's markup. Forms carry
`novalidate`, so that what is wrong is said in the language of the page.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.forms import BaseForm, BoundField, widgets
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from suivi.languages.punctuation import colon
from suivi.ui.day_month_year import DayMonthYear

Attributes = dict[str, Any]

# What a control is called in govuk-frontend. The first that fits counts.
CLASSES: Final[tuple[tuple[type[widgets.Widget], str], ...]] = (
    (widgets.FileInput, "govuk-file-upload"),
    (widgets.Textarea, "govuk-textarea"),
    (widgets.Select, "govuk-select"),
    (widgets.Input, "govuk-input"),
)
SHORT: Final = {"number": "govuk-input--width-10", "date": "govuk-input--width-10"}


def _error_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_error"


def _hint_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_helptext"


def _described_by(bound: BoundField, *more: str) -> str:
    """The ids a screen reader reads with the control: hint first, then what is wrong."""
    ids = [_hint_id(bound)] if bound.help_text else []
    ids += [_error_id(bound)] if bound.errors else []
    return " ".join([*ids, *more])


def _name(bound: BoundField) -> SafeString:
    """The label; what may be left out is marked, what must be filled in is not."""
    may_be_left_out = not bound.field.required and not bound.field.disabled
    if may_be_left_out and not isinstance(bound.field.widget, widgets.CheckboxInput):
        return format_html("{} {}", bound.label, _("(optional)"))
    return format_html("{}", bound.label)


def _hint(bound: BoundField) -> SafeString:
    if not bound.help_text:
        return SafeString()
    return format_html('<div id="{}" class="govuk-hint">{}</div>', _hint_id(bound), bound.help_text)


def _errors(bound: BoundField) -> SafeString:
    if not bound.errors:
        return SafeString()
    sentences = format_html_join(mark_safe("<br>"), "{}", ((error,) for error in bound.errors))
    return format_html(
        '<p id="{}" class="govuk-error-message">'
        '<span class="govuk-visually-hidden">{}</span> {}</p>',
        _error_id(bound),
        _("Error:"),
        sentences,
    )


def _class(bound: BoundField) -> str:
    """The classes of a control, with those its widget brings."""
    widget = bound.field.widget
    base = next((name for kind, name in CLASSES if isinstance(widget, kind)), "govuk-input")
    width = SHORT.get(getattr(widget, "input_type", ""), "")
    wrong = f"{base}--error" if bound.errors else ""
    return " ".join(filter(None, (base, width, wrong, widget.attrs.get("class", ""))))


def _control(bound: BoundField, **more: Any) -> SafeString:
    # A placeholder vanishes when one needs it: what it says stands in label and hint.
    attributes: Attributes = {"class": _class(bound), "placeholder": False, **more}
    described_by = _described_by(bound, *filter(None, (attributes.pop("also", ""),)))
    if described_by:
        attributes["aria-describedby"] = described_by
    return bound.as_widget(attrs=attributes)


def _group(bound: BoundField, inside: SafeString, classes: str = "") -> SafeString:
    wrong = " govuk-form-group--error" if bound.errors else ""
    extra = f" {classes}" if classes else ""
    return format_html('<div class="govuk-form-group{}{}">{}</div>', wrong, extra, inside)


def _label(bound: BoundField, classes: str = "govuk-label") -> SafeString:
    return format_html(
        '<label class="{}" for="{}">{}</label>', classes, bound.id_for_label, _name(bound)
    )


def _plain(bound: BoundField) -> SafeString:
    parts = (_label(bound), _hint(bound), _errors(bound), _control(bound))
    return _group(bound, format_html("{}{}{}{}", *parts))


def _long_text(bound: BoundField) -> SafeString:
    limit = getattr(bound.field, "max_length", None)
    return _counted(bound, limit) if limit else _plain(bound)


def _counted(bound: BoundField, limit: int) -> SafeString:
    """A long text with a limit: the rest is counted down while one writes, by script."""
    info = f"{bound.auto_id}-info"
    rule = format_html(
        '<div id="{}" class="govuk-hint govuk-character-count__message">{}</div>',
        info,
        _("You can enter up to %(count)s characters.") % {"count": limit},
    )
    # Typed too long is told, not cut off: the browser's own maxlength would swallow pasted text.
    control = _control(
        bound, maxlength=False, also=info, **{"class": f"{_class(bound)} govuk-js-character-count"}
    )
    inside = format_html("{}{}{}{}{}", _label(bound), _hint(bound), _errors(bound), control, rule)
    return format_html(
        '<div class="govuk-character-count" data-module="govuk-character-count"'
        ' data-maxlength="{}"{}>{}</div>',
        limit,
        _counting_words(),
        _group(bound, inside),
    )


def _data(words: dict[str, str | Promise]) -> SafeString:
    return format_html_join("", ' data-i18n.{}="{}"', words.items())


def _counting_words() -> SafeString:
    """What the counter says, in the language of the page; the script fills in the number."""
    left, over = _("%{count} characters left"), _("%{count} characters too many")
    return _data(
        {
            "characters-under-limit.one": _("%{count} character left"),
            "characters-under-limit.other": left,
            "characters-under-limit.many": left,
            "characters-at-limit": _("No characters left"),
            "characters-over-limit.one": _("%{count} character too many"),
            "characters-over-limit.other": over,
            "characters-over-limit.many": over,
        }
    )


def _password(bound: BoundField) -> SafeString:
    """A password that can be shown while one types it."""
    css = f"{_class(bound)} govuk-password-input__input govuk-js-password-input-input"
    control = _control(bound, spellcheck="false", autocapitalize="none", **{"class": css})
    toggle = format_html(
        '<button type="button" class="govuk-button govuk-button--secondary'
        ' govuk-password-input__toggle govuk-js-password-input-toggle"'
        ' aria-controls="{}" aria-label="{}" hidden>{}</button>',
        bound.id_for_label,
        _("Show password"),
        _("Show"),
    )
    words = _data(
        {
            "show-password": _("Show"),
            "hide-password": _("Hide"),
            "show-password-aria-label": _("Show password"),
            "hide-password-aria-label": _("Hide password"),
            "password-shown-announcement": _("Your password is visible"),
            "password-hidden-announcement": _("Your password is hidden"),
        }
    )
    inside = format_html(
        '<div class="govuk-password-input" data-module="govuk-password-input"{}>{}{}{}'
        '<div class="govuk-input__wrapper govuk-password-input__wrapper">{}{}</div></div>',
        words,
        _label(bound),
        _hint(bound),
        _errors(bound),
        control,
        toggle,
    )
    return _group(bound, inside)


def _one_box(bound: BoundField) -> SafeString:
    """A single yes-or-no box, its label beside it."""
    box = _control(bound, **{"class": "govuk-checkboxes__input"})
    label = _label(bound, "govuk-label govuk-checkboxes__label")
    hint = format_html('<div class="govuk-checkboxes__hint">{}</div>', _hint(bound))
    inside = format_html(
        '{}<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">{}{}{}</div></div>',
        _errors(bound),
        box,
        label,
        hint if bound.help_text else "",
    )
    return _group(bound, inside)


def _choices(bound: BoundField, kind: str) -> Iterator[SafeString]:
    """Each choice of a set of radios or checkboxes; headings of groups of choices as text."""
    for choice in bound.subwidgets:
        identity = choice.id_for_label
        choice.data["attrs"].pop("required", None)
        choice.data["attrs"] |= {"class": f"govuk-{kind}__input", "id": identity}
        yield format_html(
            '<div class="govuk-{}__item">{}<label class="govuk-label govuk-{}__label" for="{}">'
            "{}</label></div>",
            kind,
            choice.tag(),
            kind,
            identity,
            choice.choice_label,
        )


def _fieldset(bound: BoundField, inside: SafeString) -> SafeString:
    described_by = _described_by(bound)
    return _group(
        bound,
        format_html(
            '<fieldset class="govuk-fieldset"{}><legend class="govuk-fieldset__legend">{}</legend>'
            "{}{}{}</fieldset>",
            format_html(' aria-describedby="{}"', described_by) if described_by else "",
            _name(bound),
            _hint(bound),
            _errors(bound),
            inside,
        ),
    )


def _set_of(bound: BoundField, kind: str) -> SafeString:
    items = format_html_join("", "{}", ((item,) for item in _choices(bound, kind)))
    return _fieldset(bound, format_html('<div class="govuk-{}">{}</div>', kind, items))


# How a field is laid out, by its control. The first that fits counts.
LAYOUTS: Final[tuple[tuple[type[widgets.Widget], Callable[[BoundField], SafeString]], ...]] = (
    (DayMonthYear, lambda bound: _fieldset(bound, bound.as_widget())),
    (widgets.CheckboxSelectMultiple, lambda bound: _set_of(bound, "checkboxes")),
    (widgets.RadioSelect, lambda bound: _set_of(bound, "radios")),
    (widgets.CheckboxInput, _one_box),
    (widgets.PasswordInput, _password),
    (widgets.Textarea, _long_text),
)


def field_html(bound: BoundField) -> SafeString:
    """A field of a form as govuk-frontend writes it; a hidden one as its input alone."""
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    layout = next((layout for kind, layout in LAYOUTS if isinstance(widget, kind)), _plain)
    return layout(bound)


def _first_control(bound: BoundField) -> str:
    """The id that a link in the error summary leads to: the first control of the field."""
    if isinstance(bound.field.widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def _faults(form: BaseForm) -> Iterator[SafeString]:
    """What is wrong, first with the form as a whole, then field by field."""
    for error in form.non_field_errors():
        yield format_html("<li>{}</li>", error)
    for bound in form:
        for error in bound.errors:
            link = '<li><a href="#{}">{}{} {}</a></li>'
            yield format_html(link, _first_control(bound), bound.label, colon(), error)


def error_summary_html(form: BaseForm, takes_focus: bool = True) -> SafeString:
    """The box that lists what is wrong with a form, with links; nothing when nothing is wrong.

    It takes the focus when the page is shown, so that a screen reader begins there.
    """
    if not form.errors:
        return SafeString()
    faults = format_html_join("", "{}", ((fault,) for fault in _faults(form)))
    return format_html(
        '<div class="govuk-error-summary" data-module="govuk-error-summary"{}>'
        '<div role="alert">'
        '<h2 class="govuk-error-summary__title">{}</h2><div class="govuk-error-summary__body">'
        '<ul class="govuk-list govuk-error-summary__list">{}</ul></div></div></div>',
        SafeString("" if takes_focus else ' data-disable-auto-focus="true"'),
        _("There is a problem"),
        faults,
    )
