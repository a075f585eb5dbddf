from datetime import time
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.duty.choices import DayPattern, DutyKind, DutyTurn, Weekday, sitting_roles
from gongyuan.duty.details import MemberDetails, PointDetails
from gongyuan.duty.models import DutyMember, DutyPoint
from gongyuan.duty.rules.points import MOST_SEATS
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.models import Post, Volunteer

#: What a new point's form proposes; the office changes it to its own hours.
PROPOSED = {
    "kind": DutyKind.WINDOW,
    "turn": DutyTurn.SHIFT,
    "seats": 1,
    "makeup_weekday": Weekday.MONDAY,
    "morning_starts": time(8, 30),
    "morning_ends": time(12),
    "afternoon_starts": time(14, 30),
    "afternoon_ends": time(17, 30),
    **{f"day_{day}": DayPattern.HALVES if day < 5 else DayPattern.NONE for day in Weekday.values},
}
HOURS = ("morning_starts", "morning_ends", "afternoon_starts", "afternoon_ends")


class HourField(forms.TimeField):
    """A time of day typed as 8:30 or 0830."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H：%M", "%H%M"], **options)
        self.error_messages["invalid"] = "请写成 8:30 这样的时间。"

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


class PointForm(forms.Form):
    """A window or hotline with its week and hours."""

    name = forms.CharField(label="名称", max_length=40, help_text="如：来访窗口、12351热线。")
    kind = forms.ChoiceField(
        label="类别", choices=DutyKind.choices, help_text="调解室的名单只能加持有效证书的人。"
    )
    phone = forms.CharField(label="电话", max_length=40, required=False)
    turn = forms.ChoiceField(
        label="轮换",
        choices=DutyTurn.choices,
        widget=forms.RadioSelect,
        help_text="一周一轮换的，请假那几天由别人替，其余的日子不变；跨月的一周还是同一人。",
    )
    seats = forms.IntegerField(label="同时值班人数", min_value=1, max_value=MOST_SEATS)
    makeup_weekday = forms.TypedChoiceField(
        label="调休上班的周末照哪天排", choices=Weekday.choices, coerce=int
    )
    morning_starts = HourField(label="上午自")
    morning_ends = HourField(label="上午至")
    afternoon_starts = HourField(label="下午自")
    afternoon_ends = HourField(label="下午至")

    def __init__(self, data: Any = None, *, point: DutyPoint | None = None) -> None:
        super().__init__(data, initial=_initial(point) if point else PROPOSED)
        for day in Weekday:
            self.fields[f"day_{day.value}"] = forms.ChoiceField(
                label=day.label, choices=DayPattern.choices
            )

    @property
    def days(self) -> list[Any]:
        return [self[f"day_{day}"] for day in Weekday.values]

    @property
    def hours(self) -> list[Any]:
        return [self[name] for name in HOURS]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        week = tuple(values.pop(f"day_{day}") for day in Weekday.values)
        return {"details": PointDetails(week=week, **values)}


def _initial(point: DutyPoint) -> dict[str, Any]:
    names = ("name", "kind", "phone", "turn", "seats", "makeup_weekday", *HOURS)
    days = {f"day_{day}": pattern for day, pattern in enumerate(point.week)}
    return {**{name: getattr(point, name) for name in names}, **days}


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week; none ticked means all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            label="只在这几天值班",
            choices=Weekday.choices,
            coerce=int,
            required=False,
            help_text="都不选就是每天都可以。",
        )

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(super().clean(value))


class MemberForm(forms.Form):
    """Whom to put on the list: one of the unit's staff, its volunteers, or a lawyer
    who serves the unit."""

    post = forms.ModelChoiceField(
        label="工作人员", queryset=Post.objects.none(), required=False, empty_label="不选"
    )
    lawyer = forms.ModelChoiceField(
        label="律师", queryset=Lawyer.objects.none(), required=False, empty_label="不选"
    )
    volunteer = forms.ModelChoiceField(
        label="志愿者", queryset=Volunteer.objects.none(), required=False, empty_label="不选"
    )
    starts_on = DayField(label="开始值班")

    def __init__(self, data: Any = None, *, point: DutyPoint, actor: Any, today: Any) -> None:
        super().__init__(data, initial={"starts_on": today})
        listed = DutyMember.objects.filter(point=point, ends_on=None)
        post, lawyer = self.fields["post"], self.fields["lawyer"]
        posts = Post.objects.handled_by(actor).held_on(today).filter(unit_id=point.unit_id)
        post.queryset = (  # type: ignore[attr-defined] # a field of choices
            posts.filter(role__in=sitting_roles(point.kind), desk=None)
            .exclude(pk__in=listed.filter(post__isnull=False).values("post"))
            .select_related("user")
            .order_by("user__name")
        )
        post.label_from_instance = lambda one: f"{one.user.name}，{one.get_role_display()}"  # type: ignore[attr-defined] # a field of choices
        lawyer.queryset = (  # type: ignore[attr-defined] # a field of choices
            Lawyer.objects.handled_by(actor)
            .exclude(pk__in=listed.filter(lawyer__isnull=False).values("lawyer"))
            .select_related("firm")
            .order_by("name")
        )
        lawyer.label_from_instance = lambda one: f"{one.name}，{one.firm}"  # type: ignore[attr-defined] # a field of choices
        self.fields["volunteer"].queryset = (  # type: ignore[attr-defined] # a field of choices
            Volunteer.objects.visible_to(actor)
            .serving()
            .filter(unit_id=point.unit_id)
            .exclude(pk__in=listed.filter(volunteer__isnull=False).values("volunteer"))
            .order_by("name")
        )
        self.fields["weekdays"] = WeekdaysField()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"details": MemberDetails(**values)}


class WeekdaysForm(forms.Form):
    def __init__(self, data: Any = None, *, member: DutyMember) -> None:
        super().__init__(data, initial={"weekdays": member.weekdays})
        self.fields["weekdays"] = WeekdaysField()


class EndMemberForm(forms.Form):
    ends_on = DayField(label="最后一日")
    note = forms.CharField(label="理由", max_length=200)


class ReasonForm(forms.Form):
    note = forms.CharField(label="理由", max_length=200)
