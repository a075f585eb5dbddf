from typing import Any

from django import forms
from django.db.models import QuerySet

from gongyuan.core.fields import DayField
from gongyuan.lawyers.choices import NoticeWay
from gongyuan.lawyers.details import Call, Candidate
from gongyuan.lawyers.forms.fields import FirmField, LanguagesField, SpecialitiesField
from gongyuan.lawyers.models import Lawyer, Nomination, RecruitmentRound
from gongyuan.lawyers.queries.roster import homes_of
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: What the register knows of a lawyer who is put forward.
KNOWN = (
    "name",
    "licence_number",
    "practising_since",
    "phone",
    "specialities",
    "languages",
    "firm",
)


class CallForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    title = forms.CharField(label="名称", max_length=100)
    quota = forms.IntegerField(label="名额", min_value=1, max_value=2000)
    call = forms.CharField(
        label="招募公告",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="条件、工作内容、聘期、补贴、报名办法；发布后公开",
    )
    opens_on = DayField(label="报名自")
    closes_on = DayField(label="报名至", help_text="这一天还可以报名")
    serves_from = DayField(label="聘期自", help_text="聘期多长按当地政策")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"call": Call(**given)}


class NominationForm(forms.Form):
    """A lawyer put forward by the firm or, from a paper, by the office."""

    name = forms.CharField(label="律师姓名", max_length=40)
    firm = FirmField(label="律师事务所")
    licence_number = forms.CharField(label="执业证号", max_length=20, help_text="17位数字")
    practising_since = DayField(label="首次执业日期", required=False)
    county = forms.ModelChoiceField(label="执业地", queryset=Unit.objects.none())
    phone = forms.CharField(label="律师手机号", max_length=20, required=False)
    specialities = SpecialitiesField()
    languages = LanguagesField()
    statement = forms.CharField(
        label="推荐理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    has_consented = forms.BooleanField(
        label="律师本人自愿参加，同意在名册上公开姓名、律所、专长", required=False
    )

    def __init__(
        self,
        *args: Any,
        round: RecruitmentRound,
        actor: Actor,
        lawyer: Lawyer | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.initial = {name: getattr(lawyer, name) for name in KNOWN} if lawyer else {}
        self.initial["county"] = (lawyer.home_unit_id if lawyer else None) or actor.unit_id
        firm: Any = self.fields["firm"]
        county: Any = self.fields["county"]
        firm.show_near(actor, lawyer.firm_id if lawyer else None)
        county.queryset = homes_of(round)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        has_consented = given.pop("has_consented")
        return {"candidate": Candidate(**given), "has_consented": has_consented}


class WordForm(forms.Form):
    """A recommendation, with the stamped paper when there is one."""

    text = forms.CharField(
        label="推荐意见", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    paper = forms.FileField(label="盖章的推荐表", required=False)


class OpinionForm(WordForm):
    is_in_favour = forms.TypedChoiceField(
        label="意见",
        choices=(("1", "同意推荐"), ("0", "不同意推荐")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    field_order = ("is_in_favour",)


class StatementForm(forms.Form):
    statement = forms.CharField(
        label="补正后的材料", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class ReviewForm(forms.Form):
    score = forms.IntegerField(label="评分")
    is_pass = forms.TypedChoiceField(
        label="是否同意聘任",
        choices=(("1", "同意"), ("0", "不同意")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label="评审意见",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_free = forms.BooleanField(label="我与该律师及其律所没有利害关系", required=False)

    def __init__(self, *args: Any, full: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["score"].help_text = f"0到{full}分"


class AnnouncementForm(forms.Form):
    chosen = forms.ModelMultipleChoiceField(
        label="公示的人选",
        queryset=Nomination.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    notice_from = DayField(label="公示自", help_text="公示天数按当地政策，从第二天起算")

    def __init__(self, *args: Any, rows: QuerySet[Nomination], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["chosen"]
        chosen.queryset = rows
        chosen.label_from_instance = _candidate


class CompletionForm(forms.Form):
    paper = forms.FileField(
        label="聘任文件", required=False, help_text="总工会和司法局联合印发的聘任通知"
    )


class ObjectionForm(forms.Form):
    way = forms.ChoiceField(label="方式", choices=NoticeWay.choices)
    received_on = DayField(label="收到日期")
    objector = forms.CharField(
        label="提出人",
        max_length=60,
        required=False,
        help_text="不愿留名的可以不写；只有本级看得到",
    )
    text = forms.CharField(
        label="异议内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class FindingForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label="核查结果",
        choices=(("0", "异议不成立"), ("1", "异议成立，不予聘任")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(
        label="查明的情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


def _candidate(row: Any) -> str:
    return f"{row.name}，{row.firm.name}，{row.county.short_name}，{row.score}分"
