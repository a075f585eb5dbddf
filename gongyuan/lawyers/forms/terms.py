from typing import Any

from django import forms
from django.db.models import Q

from gongyuan.core.fields import DayField
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


class TermForm(forms.Form):
    unit = forms.ModelChoiceField(label="聘任工会", queryset=Unit.objects.none())
    starts_on = DayField(label="聘期自")
    ends_on = DayField(label="聘期至", help_text="这一天还在聘期内")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        reach = Unit.objects.handled_by(actor)
        units: Any = self.fields["unit"]
        units.queryset = reach
        if not self.is_bound:
            units.initial = actor.unit_id
        # The list shows the own unit and its children; a province has thousands further down.
        near = reach.filter(Q(pk=actor.unit_id or 0) | Q(parent_id=actor.unit_id))
        units.choices = [(u.pk, u.name) for u in near.order_by("path")]


class SuspensionForm(forms.Form):
    note = forms.CharField(label="暂停的理由", widget=forms.Textarea, max_length=500)
