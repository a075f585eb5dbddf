from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from gongyuan.core.fields import DayField
from gongyuan.duty.details import RunDetails
from gongyuan.duty.forms.points import HourField
from gongyuan.duty.models import DutyMember, DutyShift
from gongyuan.duty.queries.takers import colleagues, shifts_ahead, takers, takers_judged
from gongyuan.duty.rules.swaps import Days
from gongyuan.duty.rules.words import run_words


class ChangeShiftForm(forms.Form):
    """Somebody else for a seat, of those who can come, or nobody."""

    member = forms.ModelChoiceField(
        label="改由谁值班", queryset=DutyMember.objects.none(), required=False, empty_label="空着"
    )
    note = forms.CharField(label="理由", max_length=200)

    def __init__(self, data: Any = None, *, shift: DutyShift) -> None:
        super().__init__(data)
        judged = takers_judged(shift)
        able = [one.pk for one, reasons in judged if not reasons]
        #: Why the others on the list cannot come.
        reasons = [said for _, reasons in judged for said in reasons]
        self.unable = [said.removeprefix(f"{shift.when}：") for said in reasons]
        members = DutyMember.objects.filter(pk__in=able).order_by("pk")
        self.fields["member"].queryset = members  # type: ignore[attr-defined] # a field of choices


class SwapForm(forms.Form):
    """Whom to ask, and which of the other's shifts to take for it."""

    taker = forms.ModelChoiceField(label="请谁替这一班", queryset=DutyMember.objects.none())
    in_return = forms.TypedChoiceField(
        label="换对方哪一班",
        required=False,
        empty_value=None,
        help_text="要换回的，选对方的一班；只请对方替的，不选。",
    )

    def __init__(self, data: Any = None, *, shift: DutyShift, now: datetime) -> None:
        super().__init__(data)
        able = [one for one in takers(shift) if one.user_id]
        keys = [one.pk for one in able]
        self.fields["taker"].queryset = DutyMember.objects.filter(pk__in=keys).order_by("pk")  # type: ignore[attr-defined] # a field of choices
        rows = DutyShift.objects.published().filter(member__in=keys, starts_at__gt=now)
        self.known = {str(one.pk): one for one in rows.order_by("starts_at", "pk")}
        back = self.fields["in_return"]
        back.choices = [("", "不换回，只请对方替"), *_by_person(able, self.known.values())]  # type: ignore[attr-defined] # a field of choices
        back.coerce = self.known.__getitem__  # type: ignore[attr-defined] # a typed field


def _by_person(
    people: Iterable[DutyMember], shifts: Iterable[DutyShift]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Shifts as choices, under the name of who has them."""
    own: dict[int | None, list[tuple[str, str]]] = {}
    for shift in shifts:
        own.setdefault(shift.member_id, []).append((str(shift.pk), shift.when))
    return [(f"{one.name}的班", own[one.pk]) for one in people if one.pk in own]


class RunForm(forms.Form):
    """From which to which of one's own days, and of the other's, all shifts change hands."""

    first_day = forms.ChoiceField(label="自", required=False)
    last_day = forms.ChoiceField(label="至", required=False)
    back_first = forms.ChoiceField(label="自", required=False)
    back_last = forms.ChoiceField(label="至", required=False)

    def __init__(
        self, data: Any = None, *, member: DutyMember, taker: DutyMember, now: datetime
    ) -> None:
        super().__init__(data)
        own, other = _days(member, now), _days(taker, now)
        for name, days, none in (
            ("first_day", own, "不让出"),
            ("last_day", own, "只这一天"),
            ("back_first", other, "不接"),
            ("back_last", other, "只这一天"),
        ):
            self.fields[name].choices = [("", none), *days]  # type: ignore[attr-defined] # a field of choices

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {
            "details": RunDetails(
                given=self._run("first_day", "last_day"),
                returned=self._run("back_first", "back_last"),
            )
        }

    def _run(self, first: str, last: str) -> Days | None:
        begins, ends = self.cleaned_data[first], self.cleaned_data[last]
        if ends and not begins:
            self.add_error(first, "写了到哪一天，也要选自哪一天。")
        if not begins:
            return None
        return date.fromisoformat(begins), date.fromisoformat(ends or begins)


def _days(member: DutyMember, now: datetime) -> list[tuple[str, str]]:
    """The days on which somebody sits from now on, each with its parts, as choices."""
    found: dict[date, list[tuple[date, str]]] = {}
    for shift in shifts_ahead(member, now=now):
        found.setdefault(shift.day, []).append((shift.day, shift.get_part_display()))
    return [(day.isoformat(), run_words(parts)) for day, parts in found.items()]


class LeaveForm(forms.Form):
    first_day = DayField(label="自")
    last_day = DayField(label="至", help_text="只请一天的，写同一天。")
    reason = forms.CharField(label="事由", max_length=100, required=False)


class OwnLeaveForm(LeaveForm):
    """One's own leave, for which somebody may be asked to take all shifts of these days."""

    taker = forms.ModelChoiceField(
        label="请谁替这几天的班",
        queryset=DutyMember.objects.none(),
        required=False,
        empty_label="不指定，自动补排给别人",
        help_text="选了人的，对方同意全部替下来才算请假；不同意，假和班次都不动。",
    )

    def __init__(self, data: Any = None, *, member: DutyMember) -> None:
        super().__init__(data)
        self.fields["taker"].queryset = colleagues(member)  # type: ignore[attr-defined] # a field of choices

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        taker = values.pop("taker", None)
        if self.errors or taker is None:
            return values
        days = values["first_day"], values["last_day"]
        details = RunDetails(given=days, is_leave=True, reason=values["reason"])
        return {"taker": taker, "details": details}


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
