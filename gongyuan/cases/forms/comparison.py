from typing import Any

from django import forms

from gongyuan.cases.queries.comparison import chosen_pack, pack_choices
from gongyuan.people.actor import Actor
from gongyuan.policy.pack import Pack, PackSet


class ComparisonForm(forms.Form):
    """Two packs, each a version there is or a revision under way."""

    left = forms.ChoiceField(label="原来的")
    right = forms.ChoiceField(label="比较的")

    def __init__(self, *args: Any, actor: Actor, packs: PackSet, **more: Any) -> None:
        super().__init__(*args, **more)
        self._actor, self._packs = actor, packs
        for name in ("left", "right"):
            self.fields[name].choices = pack_choices(actor, packs)  # type: ignore[attr-defined] # both are ChoiceFields

    def clean_left(self) -> Pack:
        return self._pack("left")

    def clean_right(self) -> Pack:
        return self._pack("right")

    def _pack(self, name: str) -> Pack:
        found = chosen_pack(self.cleaned_data[name], self._actor, self._packs)
        if found is None:
            raise forms.ValidationError("这份政策包有错误，不能比较。")
        return found
