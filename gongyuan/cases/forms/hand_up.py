from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from gongyuan.cases.choices import Source
from gongyuan.cases.details import Application, Typed
from gongyuan.cases.forms.registration import RegistrationForm

#: Not part of what was told.
NOT_TYPED = ("csrfmiddlewaretoken",)


class HandUpForm(RegistrationForm):
    """The application form of a station, with a word to whoever receives it."""

    source = forms.ChoiceField(
        choices=Source.choices, initial=Source.STATION, widget=forms.HiddenInput
    )
    hand_up_note = forms.CharField(
        label="给上级工会的话",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.errors:
            return values
        data: Any = self.data
        fields = {name: data.getlist(name) for name in data if name not in NOT_TYPED}
        note = fields.get("hand_up_note", [""])[0]
        return {**values, "typed": Typed(fields=fields), "note": note}


class TakeOverForm(forms.Form):
    """Nothing to fill in; what was read goes along, so that an amended one is not taken unseen."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, fields: dict[str, list[str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._told = RegistrationForm(_as_sent(fields), today=today)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self._told.is_valid():
            wrong = [text for texts in self._told.errors.values() for text in texts]
            self.add_error(None, ["申请内容有错，请退回：", *wrong])
            return values
        application: Application = self._told.cleaned_data["application"]
        return {"application": application, "seen": values.get("seen", "")}


def _as_sent(fields: dict[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, list(values))
    return sent


def shown_again(fields: dict[str, list[str]]) -> dict[str, Any]:
    """What was typed, as the first values of the form that amends it."""
    many = {"hardship_grounds"}
    return {
        name: values if name in many else (values[0] if values else "")
        for name, values in fields.items()
    }
