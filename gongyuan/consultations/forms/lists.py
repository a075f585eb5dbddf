from typing import Any

from django import forms

from gongyuan.consultations.choices import Channel, ConsultationState, Topic
from gongyuan.consultations.queries.lists import ConsultationFilter
from gongyuan.core.fields import DayField
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor

ALL = [("", "全部")]
STATES = [*ALL, ("open", "没有答复的"), ("overdue", "超过期限的"), *ConsultationState.choices]


class ConsultationFilterForm(forms.Form):
    """What the list is narrowed to; the institutions are the own union's."""

    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    channel = forms.ChoiceField(label="方式", required=False, choices=ALL + Channel.choices)
    topic = forms.ChoiceField(label="事项", required=False, choices=ALL + Topic.choices)
    institution_id = forms.TypedChoiceField(
        label="接待机构", required=False, coerce=int, empty_value=None
    )
    asked_from = DayField(label="咨询自", required=False)
    asked_to = DayField(label="至", required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        rows = AidInstitution.objects.visible_to(actor).filter(unit_id=actor.unit_id or 0)
        own = list(rows.order_by("closed_on", "pk").values_list("pk", "name"))
        self.fields["institution_id"].choices = [*ALL, *own]  # type: ignore[attr-defined] # a choice
        self.has_several = len(own) > 1

    def chosen(self) -> ConsultationFilter:
        """What the list is narrowed to; nothing where something typed cannot be."""
        return ConsultationFilter(**(self.cleaned_data if self.is_valid() else {}))
