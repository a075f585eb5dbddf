from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from gongyuan.core.fields import DayField
from gongyuan.duty.forms.points import HourField
from gongyuan.duty.models import DutyMember, DutyShift
from gongyuan.duty.queries.takers import takers


class ChangeShiftForm(forms.Form):
    """Somebody else for a seat, of those who can come, or nobody."""

    member = forms.ModelChoiceField(
        label="改由谁值班", queryset=DutyMember.objects.none(), required=False, empty_label="空着"
    )
    note = forms.CharField(label="理由", max_length=200)

    def __init__(self, data: Any = None, *, shift: DutyShift) -> None:
        super().__init__(data)
        able = [one.pk for one in takers(shift)]
        members = DutyMember.objects.filter(pk__in=able).order_by("pk")
        self.fields["member"].queryset = members  # type: ignore[attr-defined] # a field of choices


class SwapForm(forms.Form):
    """Whom to ask, and which of the other's shifts to take for it."""

    taker = forms.ModelChoiceField(label="请谁替这一班", queryset=DutyMember.objects.none())
    in_return = forms.ModelChoiceField(
        label="换对方哪一班",
        queryset=DutyShift.objects.none(),
        required=False,
        empty_label="不换回，只请对方替",
        help_text="要换回的，请选对方的一班。",
    )

    def __init__(self, data: Any = None, *, shift: DutyShift, now: datetime) -> None:
        super().__init__(data)
        able = [one.pk for one in takers(shift)]
        self.fields["taker"].queryset = DutyMember.objects.filter(pk__in=able).order_by("pk")  # type: ignore[attr-defined] # a field of choices
        back = self.fields["in_return"]
        rows = DutyShift.objects.published().filter(member__in=able, starts_at__gt=now)
        back.queryset = rows.select_related("member").order_by("day", "starts_at")  # type: ignore[attr-defined] # a field of choices
        back.label_from_instance = lambda one: f"{one.member.name}的{one.when}"  # type: ignore[attr-defined] # a field of choices


class LeaveForm(forms.Form):
    first_day = DayField(label="自")
    last_day = DayField(label="至", help_text="只请一天的，写同一天。")
    reason = forms.CharField(label="事由", max_length=100, required=False)


class PresenceForm(forms.Form):
    """When somebody came and left, of whoever keeps the roster."""

    came = HourField(label="到岗", required=False, help_text="没有来的，到岗、离岗都空着。")
    left = HourField(label="离岗", required=False)
    note = forms.CharField(
        label="理由", max_length=200, help_text="写怎么知道的，如：本人忘了点，当班同事证明。"
    )

    def __init__(self, data: Any = None, *, shift: DutyShift) -> None:
        known = {"came": _hour(shift.came_at), "left": _hour(shift.left_at)}
        super().__init__(data, initial=known)


def _hour(at: datetime | None) -> time | None:
    return timezone.localtime(at).time() if at else None


class AnswerSwapForm(forms.Form):
    note = forms.CharField(label="说明", max_length=200, required=False)
