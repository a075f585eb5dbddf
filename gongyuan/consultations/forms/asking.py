"""A question as the counter writes it down, typed without the mouse."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from gongyuan.consultations.choices import WRITTEN_DOWN, Channel, Topic
from gongyuan.consultations.details import Answer, Asker, NewConsultation
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.counter import (
    Counter,
    serving_lawyers,
    workers_of_phone,
)
from gongyuan.core.fields import DayField
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Worker
from gongyuan.people.privacy import mask_name
from gongyuan.people.queries.units import place_code
from gongyuan.people.rules import worker_phone_obstacles

CHANNELS = [(one.value, one.label) for one in WRITTEN_DOWN]
NOBODY = "none"
NOON = time(12)
#: What only the union's staff asks for: a lawyer is not told who asks.
OF_THE_ASKER = ("name", "phone", "worker", "contact_note", "lawyer")


class ConsultationForm(forms.Form):
    """One question; nearly everything but the question has its answer filled in."""

    result: Consultation
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="方式", choices=CHANNELS)
    institution = forms.ModelChoiceField(
        label="接待机构",
        required=False,
        queryset=AidInstitution.objects.none(),
        empty_label="不在机构",
    )
    lawyer = forms.ModelChoiceField(
        label="答复人",
        required=False,
        queryset=Lawyer.objects.none(),
        empty_label="我本人",
    )
    asked_on = DayField(label="哪天问的")
    asked_at = forms.TimeField(
        label="几点",
        required=False,
        input_formats=["%H:%M", "%H%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "maxlength": "5"}),
        help_text="不填：今天按现在，补记按中午",
        error_messages={"invalid": "请写成 14:30 或者 1430。"},
    )
    phone = forms.CharField(
        label="电话",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    worker = forms.ChoiceField(label="这个电话是谁的", required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label="姓名", required=False, max_length=40, help_text="空着记为不留姓名"
    )
    contact_note = forms.CharField(
        label="联系提示", required=False, max_length=100, help_text="例如：19:00 以后打"
    )
    people_count = forms.IntegerField(label="几个人", initial=1)
    employer_name = forms.CharField(label="用人单位", required=False, max_length=100)
    region_code = forms.CharField(label="单位所在地", required=False, max_length=60)
    topic = forms.ChoiceField(label="事项", choices=[("", "请选择"), *Topic.choices])
    question = forms.CharField(label="问了什么", widget=forms.Textarea)
    answer = forms.CharField(
        label="怎样答复的",
        required=False,
        widget=forms.Textarea,
        help_text="当场答复了就写；空着的列为待答复",
    )
    minutes = forms.IntegerField(label="用时（分钟）", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Actor,
        counter: Counter,
        now: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.actor, self.now = actor, now
        self.workers: list[Worker] = []
        super().__init__(data, initial=_start(actor, counter, now) | (initial or {}))
        fields: dict[str, Any] = self.fields
        fields["institution"].queryset = counter.institutions
        if actor.is_lawyer:
            for name in OF_THE_ASKER:
                del fields[name]
            fields["answer"].required, fields["answer"].help_text = True, ""
            return
        fields["lawyer"].queryset = serving_lawyers(actor, on=timezone.localdate(now))
        self.workers = workers_of_phone(actor, (data or self.initial).get("phone") or "")
        fields["worker"].choices = _worker_choices(self.workers)
        fields["worker"].initial = self.workers[0].pk if len(self.workers) == 1 else NOBODY

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        obstacles = worker_phone_obstacles(phone) if phone else []
        if obstacles:
            raise ValidationError(obstacles)
        return phone

    def clean_region_code(self) -> str:
        return place_code(self.cleaned_data["region_code"].strip())

    def clean(self) -> dict[str, Any]:
        """The action's parameter, once every field is right by itself."""
        values: dict[str, Any] = super().clean() or {}
        day = values.get("asked_on")
        if day is None or "asked_at" not in values:
            return values
        at = _moment(day, values["asked_at"], self.now)
        if at > self.now:
            self.add_error("asked_on", "这个时间还没有到。")
        chosen = self._chosen(values)
        if chosen and values.get("name", "") not in ("", chosen.name):
            self.add_error("worker", "姓名和选的人不一样：改姓名，或者选“都不是”。")
        return values if self.errors else {"asked": self._told(values, at)}

    def _told(self, values: dict[str, Any], at: datetime) -> NewConsultation:
        own = Lawyer.objects.filter(user_id=self.actor.user_id or 0).first()
        lawyer = own if self.actor.is_lawyer else values["lawyer"]
        answer = None
        if values["answer"].strip() or values["minutes"] is not None:
            answer = Answer(text=values["answer"], lawyer=lawyer, minutes=values["minutes"])
        return NewConsultation(
            submission_key=values["submission_key"],
            channel=values["channel"],
            topic=values["topic"],
            question=values["question"],
            asker=None if self.actor.is_lawyer else self._asker(values),
            asked_at=at,
            people_count=values["people_count"],
            employer_name=values["employer_name"],
            region_code=values["region_code"],
            institution=values["institution"],
            answer=answer,
        )

    def _chosen(self, values: dict[str, Any]) -> Worker | None:
        """Who was picked of those with this telephone."""
        return next((one for one in self.workers if str(one.pk) == values.get("worker")), None)

    def _asker(self, values: dict[str, Any]) -> Asker | None:
        worker = self._chosen(values)
        if not values["worker"]:
            # Nobody was asked whose telephone it is; the same name is the same person.
            worker = next((one for one in self.workers if one.name == values["name"]), None)
        if not any((values["name"].strip(), values["phone"], values["contact_note"], worker)):
            return None
        return Asker(
            name=values["name"],
            phone=values["phone"],
            contact_note=values["contact_note"],
            worker=worker,
        )


def _start(actor: Actor, counter: Counter, now: datetime) -> dict[str, Any]:
    by_phone = actor.role == Role.HOTLINE_AGENT
    return {
        "submission_key": uuid4(),
        "channel": Channel.TELEPHONE if by_phone else Channel.WINDOW,
        "institution": counter.own,
        "lawyer": counter.lawyer.pk if counter.lawyer else None,
        "asked_on": timezone.localdate(now),
    }


def _worker_choices(workers: list[Worker]) -> list[tuple[str, str]]:
    found = [(str(one.pk), _called(one)) for one in workers]
    return [*found, (NOBODY, "都不是")]


def _called(worker: Worker) -> str:
    year = f"，{worker.birth_date.year}年生" if worker.birth_date else ""
    return f"{mask_name(worker.name)}{year}"


def _moment(day: date, at: time | None, now: datetime) -> datetime:
    """The moment of a day and an hour; without an hour now on the same day, else noon."""
    if at is None and day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(day, at or NOON))
