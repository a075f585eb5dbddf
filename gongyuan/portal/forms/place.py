from typing import Any, cast

from django import forms

from gongyuan.organisations.models import Unit
from gongyuan.portal.queries import place_name


class PlaceForm(forms.Form):
    """One level of places; the place above itself may be chosen by who does not know more."""

    use_required_attribute = False
    unit = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, places: list[Unit], at: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(unit.pk): unit for unit in places}
        choices = [(key, place_name(unit)) for key, unit in self.places.items()]
        if at:
            self.places[str(at.pk)] = at
            choices.append((str(at.pk), "不清楚是哪里"))
        level = cast(forms.ChoiceField, self.fields["unit"])
        level.choices = choices
        level.label = f"在{place_name(at)}的哪里？" if at else "在哪个省？"

    @property
    def chosen(self) -> Unit:
        return self.places[self.cleaned_data["unit"]]
