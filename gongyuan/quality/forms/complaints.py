"""What the office types about complaints."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from gongyuan.cases.models import Case
from gongyuan.core.fields import DayField
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor
from gongyuan.quality.choices import (
    ComplainantKind,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintGround,
    ComplaintState,
)
from gongyuan.quality.details import (
    Accused,
    Complainant,
    NewComplaint,
    OutsideAnswer,
    Receipt,
    Verdict,
)
from gongyuan.quality.forms.fields import MobileField
from gongyuan.quality.models import Complaint
from gongyuan.quality.queries.complaints import ComplaintFilter, staff_of
from gongyuan.quality.queries.lawyers import lawyer_named

LONG = {"widget": forms.Textarea, "max_length": 5000}
COUNTER = [choice for choice in ComplaintChannel.choices if choice[0] != ComplaintChannel.ONLINE]
TRUTH = (("yes", "属实"), ("no", "不属实"))


class ComplaintForm(forms.Form):
    """A complaint as the counter writes it down."""

    result: Complaint
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="怎么来的", choices=COUNTER)
    name = forms.CharField(label="投诉人姓名", max_length=40)
    phone = MobileField(label="投诉人手机号", help_text="查询和答复用")
    contact_note = forms.CharField(
        label="联系提示",
        required=False,
        max_length=100,
        help_text="什么时候、怎么联系才安全；写了就不再发短信",
    )
    complainant_kind = forms.ChoiceField(label="投诉人身份", choices=ComplainantKind.choices)
    case_number = forms.CharField(
        label="案号或者申请编号", required=False, max_length=60, help_text="本单位的案件"
    )
    about = forms.ChoiceField(label="投诉谁", choices=ComplaintAbout.choices)
    about_name = forms.CharField(
        label="被投诉人姓名", required=False, max_length=40, help_text="不知道的可以不填"
    )
    grounds = forms.MultipleChoiceField(
        label="投诉事由", choices=ComplaintGround.choices, widget=forms.CheckboxSelectMultiple
    )
    facts = forms.CharField(label="投诉内容", **LONG)  # type: ignore[arg-type] # options of the field
    wish = forms.CharField(label="投诉请求", required=False, max_length=500)

    def __init__(self, data: Any = None, *, actor: Actor, **options: Any) -> None:
        start = {"submission_key": uuid4(), "complainant_kind": ComplainantKind.RECIPIENT}
        options.setdefault("initial", start)
        super().__init__(data, **options)
        self.actor = actor
        self.case: Case | None = None

    def clean_case_number(self) -> str:
        number: str = self.cleaned_data["case_number"].strip()
        if number:
            self.case = _case_numbered(number, self.actor)
            if self.case is None:
                raise forms.ValidationError("本单位没有这个编号的案件。")
        return number

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {"complaint": _told(values, self.case, self.actor)}


def _case_numbered(number: str, actor: Actor) -> Case | None:
    rows = Case.objects.filter(unit_id=actor.unit_id or 0).select_related("unit")
    return rows.filter(case_number=number).first() or rows.filter(application_number=number).first()


def _told(values: dict[str, Any], case: Case | None, actor: Actor) -> NewComplaint:
    name = values["about_name"].strip()
    lawyer = None
    if values["about"] == ComplaintAbout.LAWYER:
        lawyer = lawyer_named(name, case=case, unit_path=actor.unit_path, on=timezone.localdate())
    return NewComplaint(
        submission_key=values["submission_key"],
        channel=values["channel"],
        complainant=Complainant(
            name=values["name"],
            phone=values["phone"],
            kind=values["complainant_kind"],
            contact_note=values["contact_note"],
        ),
        accused=Accused(kind=values["about"], name=name, lawyer=lawyer),
        grounds=tuple(values["grounds"]),
        facts=values["facts"],
        wish=values["wish"],
        case=case,
    )


class ComplaintFilterForm(forms.Form):
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), ("open", "没有了结的"), *ComplaintState.choices],
    )
    about = forms.ChoiceField(
        label="投诉谁", required=False, choices=[("", "全部"), *ComplaintAbout.choices]
    )
    is_verified = forms.ChoiceField(
        label="是否属实", required=False, choices=[("", "全部"), *TRUTH]
    )
    came_from = DayField(label="收到自", required=False)
    came_to = DayField(label="至", required=False)
    lawyer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> ComplaintFilter:
        """What the list is narrowed to; nothing where something typed cannot be."""
        values = dict(self.cleaned_data) if self.is_valid() else {}
        values["lawyer_id"], values["unit_id"] = (
            values.pop("lawyer", None),
            values.pop("unit", None),
        )
        values["is_verified"] = {"yes": True, "no": False}.get(values.get("is_verified", ""))
        return ComplaintFilter(**values)


class ReasonForm(forms.Form):
    note = forms.CharField(label="理由", widget=forms.Textarea, max_length=2000)


class RemarkForm(forms.Form):
    note = forms.CharField(label="说明", required=False, max_length=300)


class MoreForm(forms.Form):
    note = forms.CharField(
        label="要补充什么",
        widget=forms.Textarea,
        max_length=2000,
        help_text="一次说全，投诉人看得到",
    )


class AddedForm(forms.Form):
    note = forms.CharField(label="补充的内容", widget=forms.Textarea, max_length=5000)


class LookIntoForm(forms.Form):
    note = forms.CharField(
        label="调查情况", widget=forms.Textarea, max_length=5000, help_text="向谁了解、查了什么"
    )


class AskForm(forms.Form):
    question = forms.CharField(
        label="要了解什么",
        widget=forms.Textarea,
        max_length=2000,
        help_text="被投诉人只看得到这里写的话；不要写投诉人的姓名、电话",
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label="情况说明", widget=forms.Textarea, max_length=5000)


class AccusedForm(forms.Form):
    """Who it is: a lawyer of the team, or a colleague of the union complained about."""

    def __init__(self, data: Any = None, *, complaint: Complaint, **options: Any) -> None:
        super().__init__(data, **options)
        today = timezone.localdate()
        if complaint.about == ComplaintAbout.LAWYER:
            path = complaint.about_unit.path
            self.fields["lawyer"] = forms.ModelChoiceField(
                label="被投诉的律师", queryset=_lawyers_serving(path), empty_label="请选择"
            )
        else:
            staff = staff_of(complaint.about_unit.merged_into or complaint.about_unit, on=today)
            self.fields["user"] = forms.ModelChoiceField(
                label="被投诉的工作人员", queryset=staff, empty_label="请选择"
            )


def _lawyers_serving(unit_path: str) -> Any:
    units = [int(step) for step in unit_path.strip("/").split("/") if step]
    return Lawyer.objects.filter(terms__unit_id__in=units).distinct().order_by("name", "pk")


class VerdictForm(forms.Form):
    is_verified = forms.ChoiceField(label="投诉是否属实", choices=TRUTH, widget=forms.RadioSelect)
    finding = forms.CharField(
        label="查明的情况", widget=forms.Textarea, max_length=5000, help_text="写进答复书"
    )
    measures = forms.CharField(
        label="处理措施",
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text="属实的必须写；写进答复书",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        is_verified = values["is_verified"] == "yes"
        return {
            "verdict": Verdict(
                is_verified=is_verified, finding=values["finding"], measures=values["measures"]
            )
        }


class ForwardForm(forms.Form):
    office = forms.CharField(
        label="转往的司法行政机关", max_length=100, help_text="同级司法局，写全称"
    )
    note = forms.CharField(label="说明", required=False, max_length=300)


class ReceiptForm(forms.Form):
    number = forms.CharField(label="回执编号", required=False, max_length=60)
    received_on = DayField(label="回执日期")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return values if self.errors else {"receipt": Receipt(**values)}


class OutsideAnswerForm(forms.Form):
    answered_on = DayField(label="处理日期")
    is_verified = forms.ChoiceField(label="是否属实", choices=TRUTH, widget=forms.RadioSelect)
    finding = forms.CharField(label="处理结果", widget=forms.Textarea, max_length=5000)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        truth = values.pop("is_verified") == "yes"
        return {"answer": OutsideAnswer(is_verified=truth, **values)}


class MergeForm(forms.Form):
    """Which earlier complaint takes this one in."""

    def __init__(self, data: Any = None, *, complaint: Complaint, actor: Actor) -> None:
        super().__init__(data)
        rows = Complaint.objects.handled_by(actor).open().exclude(pk=complaint.pk)
        self.fields["into"] = forms.ModelChoiceField(
            label="并入哪一件", queryset=rows.order_by("-pk"), empty_label="请选择"
        )
        self.fields["note"] = forms.CharField(label="说明", required=False, max_length=300)
