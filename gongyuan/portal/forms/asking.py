"""What somebody types to ask, to ask on, to find the answer and to say whether it helped."""

from typing import Any
from uuid import uuid4

from django import forms

from gongyuan.consultations.choices import Channel
from gongyuan.consultations.details import Asker, NewConsultation
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.rules.consultation import LONGEST_QUESTION
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.portal.choices import HELPED_WORDS, TOPIC_WORDS
from gongyuan.portal.consents import ASKING


class AskForm(forms.Form):
    """A question, and as much of oneself as one likes to tell."""

    use_required_attribute = False
    result: Consultation
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    question = forms.CharField(
        label="您想问什么？",
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="出了什么事、什么时候、在哪里，写清楚答得准。",
    )
    topic = forms.ChoiceField(label="是哪方面的事？", choices=[("", "请选一个"), *TOPIC_WORDS])
    name = forms.CharField(
        label="怎么称呼您？",
        required=False,
        max_length=40,
        help_text="不想说可以空着。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="您的手机号",
        required=False,
        max_length=20,
        help_text="留了手机号，答复了发短信告诉您。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    agree = forms.BooleanField(
        label=ASKING.short,
        error_messages={"required": "不打勾就不能在网上问。不同意的，可以拨打12351。"},
    )

    def __init__(self, data: Any = None, *, region_code: str, **options: Any) -> None:
        self.region_code = region_code
        options.setdefault("initial", {"submission_key": uuid4()})
        super().__init__(data, **options)

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        phone = normalised_phone(typed) if typed else ""
        obstacles = mobile_obstacles(phone) if phone else []
        if obstacles:
            raise forms.ValidationError(obstacles)
        return phone

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        who = Asker(name=values["name"], phone=values["phone"])
        asked = NewConsultation(
            submission_key=values["submission_key"],
            channel=Channel.WEB,
            topic=values["topic"],
            question=values["question"],
            asker=who if who.name or who.phone else None,
            region_code=self.region_code,
            agreed_to=ASKING.text,
        )
        return {"asked": asked}


class AskMoreForm(forms.Form):
    """One more question after an answer, by the same person about the same thing."""

    use_required_attribute = False
    result: Consultation
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    question = forms.CharField(
        label="您还想问什么？",
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="上次问的和答的，答复的人看得到，不用再写。",
    )

    def __init__(self, data: Any = None, *, follows: Consultation) -> None:
        self.follows = follows
        super().__init__(data, initial={"submission_key": uuid4()})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        first = self.follows
        asked = NewConsultation(
            submission_key=values["submission_key"],
            channel=Channel.WEB,
            topic=first.topic,
            question=values["question"],
            asker=Asker(
                name=first.asker_name,
                phone=first.phone,
                contact_note=first.contact_note,
                worker=first.worker,
            ),
            people_count=first.people_count,
            employer_name=first.employer_name,
            region_code=first.region_code,
        )
        return {"asked": asked}


class QuestionTrackForm(forms.Form):
    """The code alone: not everybody leaves a phone, and nobody guesses ten characters."""

    use_required_attribute = False
    #: The questions opened, left by the action.
    result: frozenset[int]
    code = forms.CharField(
        label="查询码",
        max_length=30,
        help_text="像这样：4104-26-0Q7K9X2M4D。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class HelpedForm(forms.Form):
    """Whether the answer helped, said once."""

    use_required_attribute = False
    rating = forms.ChoiceField(
        label="答复对您有用吗？", choices=HELPED_WORDS, widget=forms.RadioSelect
    )
