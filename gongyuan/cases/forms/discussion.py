from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.cases.choices import DecisionOutcome
from gongyuan.cases.choices.major import DiscussionStance
from gongyuan.cases.details import Meeting
from gongyuan.cases.models import Case
from gongyuan.cases.queries import discussion as queries
from gongyuan.cases.rules.discussion import Seat
from gongyuan.core.fields import DayField
from gongyuan.people.models import Post


class MeetingForm(forms.Form):
    """Who is called to discuss a case; people without an account are written in by name."""

    topic = forms.CharField(label="议题", max_length=200, initial="是否给予法律援助")
    held_on = DayField(label="讨论日期", help_text="写成 20260602")
    place = forms.CharField(label="地点", max_length=100, required=False)
    posts = forms.MultipleChoiceField(
        label="参加人员", required=False, widget=forms.CheckboxSelectMultiple
    )
    members = forms.CharField(
        label="其他参加人员",
        required=False,
        widget=forms.Textarea,
        help_text="每行一人：姓名，单位职务",
    )
    chair = forms.CharField(label="主持人", max_length=40, help_text="要在参加人员里")

    def __init__(self, *args: Any, case: Case, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._posts: dict[str, Post] = {
            str(post.pk): post for post in queries.seats_offered(case, today=today)
        }
        field: Any = self.fields["posts"]
        field.choices = [
            (key, f"{post.user.name}，{post.unit.short_name}{post.get_role_display()}")
            for key, post in self._posts.items()
        ]

    def clean_members(self) -> tuple[Seat, ...]:
        lines = [line.strip() for line in self.cleaned_data["members"].splitlines()]
        seats = []
        for number, line in enumerate((line for line in lines if line), 1):
            name, _, office = line.replace(",", "，").partition("，")
            if not office.strip() or len(name.strip()) > 40:
                raise ValidationError(f"第{number}行：请写成“姓名，单位职务”。")
            seats.append(Seat(name=name.strip(), office=office.strip()))
        return tuple(seats)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        chosen = [self._posts[key] for key in values["posts"]]
        known = [
            Seat(
                name=post.user.name,
                office=f"{post.unit.short_name}{post.get_role_display()}",
                user_id=post.user_id,
            )
            for post in chosen
        ]
        return {
            "meeting": Meeting(
                topic=values["topic"],
                held_on=values["held_on"],
                place=values["place"],
                chair=values["chair"],
                seats=(*known, *values["members"]),
            )
        }


class OpinionForm(forms.Form):
    stance = forms.ChoiceField(
        label="主张", choices=DiscussionStance.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label="意见", widget=forms.Textarea, max_length=2000)
    has_conflict = forms.BooleanField(label="本人与本案有利害关系", required=False)


class ConclusionOfDiscussionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="讨论结果",
        required=False,
        choices=[*DecisionOutcome.choices, ("", "另作处理")],
        widget=forms.RadioSelect,
    )
    conclusion = forms.CharField(
        label="讨论结论",
        widget=forms.Textarea,
        max_length=3000,
        help_text="写进讨论记录；决定仍由负责人作出",
    )
