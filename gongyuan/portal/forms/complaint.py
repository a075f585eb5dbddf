"""What somebody types on the phone to complain, and to follow a complaint."""

from typing import Any
from uuid import uuid4

from django import forms

from gongyuan.cases.models import Case
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.portal.choices import COMPLAINT_ABOUT_WORDS, COMPLAINT_GROUND_WORDS
from gongyuan.portal.forms.tracking import TrackForm
from gongyuan.quality.choices import ComplainantKind, ComplaintAbout, ComplaintChannel
from gongyuan.quality.details import Accused, Complainant, NewComplaint
from gongyuan.quality.models import Complaint
from gongyuan.quality.queries.lawyers import lawyer_named


class WhatForm(forms.Form):
    """What happened, with whom; shared by those with a case and those without."""

    result: Complaint
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(
        label="您要投诉谁？", choices=COMPLAINT_ABOUT_WORDS, widget=forms.RadioSelect
    )
    about_name = forms.CharField(
        label="他叫什么？", required=False, max_length=40, help_text="不知道可以不填。"
    )
    grounds = forms.MultipleChoiceField(
        label="是什么问题？", choices=COMPLAINT_GROUND_WORDS, widget=forms.CheckboxSelectMultiple
    )
    facts = forms.CharField(
        label="发生了什么？",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="什么时候、在哪里、怎么说的、怎么做的。",
    )
    wish = forms.CharField(label="您希望怎么办？", required=False, max_length=500)
    contact_note = forms.CharField(
        label="什么时候方便联系您？",
        required=False,
        max_length=100,
        help_text="写了这一栏，我们就不发短信，只照您写的联系。",
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        options.setdefault("initial", {"submission_key": uuid4()})
        super().__init__(data, use_required_attribute=False, **options)


class CaseComplaintForm(WhatForm):
    """About a case that is open on this phone: who complains is known."""

    def __init__(self, data: Any = None, *, case: Case, today: Any) -> None:
        super().__init__(data)
        self.case, self.today = case, today

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        who = _first_applicant(self.case, values["contact_note"])
        return {"complaint": told(values, who, case=self.case, on=self.today)}


def _first_applicant(case: Case, contact_note: str) -> Complainant:
    rows = case.applicants.select_related("worker").order_by("-is_representative", "position")
    worker = rows[0].worker
    kind = ComplainantKind.RECIPIENT if case.case_number else ComplainantKind.APPLICANT
    note = contact_note or case.contact_note or worker.contact_note
    return Complainant(name=worker.name, phone=worker.phone, kind=kind, contact_note=note)


class AnyComplaintForm(WhatForm):
    """By anybody whose phone proves itself."""

    name = forms.CharField(label="怎么称呼您？", max_length=40)
    phone = forms.CharField(
        label="您的手机号", max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    code = forms.CharField(
        label="短信验证码",
        required=False,
        max_length=10,
        help_text="先点“发验证码”，收到短信再填。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    field_order = (
        "about",
        "about_name",
        "grounds",
        "facts",
        "wish",
        "name",
        "phone",
        "contact_note",
        "code",
    )

    def clean_phone(self) -> str:
        phone = normalised_phone(self.cleaned_data["phone"])
        obstacles = mobile_obstacles(phone)
        if obstacles:
            raise forms.ValidationError(obstacles)
        return phone

    def complaint(self, *, unit_path: str, on: Any) -> NewComplaint:
        """The complaint as typed, of an interested party."""
        values = self.cleaned_data
        who = Complainant(
            name=values["name"],
            phone=values["phone"],
            kind=ComplainantKind.INTERESTED,
            contact_note=values["contact_note"],
        )
        return told(values, who, case=None, on=on, unit_path=unit_path)


def told(
    values: dict[str, Any],
    who: Complainant,
    *,
    case: Case | None,
    on: Any,
    unit_path: str = "",
) -> NewComplaint:
    """What was typed as one value; the lawyer is found by name, or by the case."""
    lawyer = None
    if values["about"] == ComplaintAbout.LAWYER:
        path = case.unit_path if case else unit_path
        lawyer = lawyer_named(values["about_name"].strip(), case=case, unit_path=path, on=on)
    return NewComplaint(
        submission_key=values["submission_key"],
        channel=ComplaintChannel.ONLINE,
        complainant=who,
        accused=Accused(kind=values["about"], name=values["about_name"], lawyer=lawyer),
        grounds=tuple(values["grounds"]),
        facts=values["facts"],
        wish=values["wish"],
        case=case,
    )


class ComplaintTrackForm(TrackForm):
    """Code and phone of a complaint."""


class MoreWordsForm(forms.Form):
    note = forms.CharField(
        label="您要补充的", max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
