"""Searching the public roster, verifying a certificate, coming forward as a lawyer."""

from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.details import Candidate
from gongyuan.lawyers.models import Firm, RecruitmentRound
from gongyuan.lawyers.queries.members import place_label
from gongyuan.lawyers.queries.roster import homes_of
from gongyuan.organisations.models import Unit


class CountyForm(forms.Form):
    """One county of a team's, or all."""

    county = forms.TypedChoiceField(
        label="在哪个县区", coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, counties: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["county"]
        field.choices = [("", "全部"), *((unit.pk, place_label(unit)) for unit in counties)]


class CodeForm(forms.Form):
    code = forms.CharField(
        label="聘书上的验证码",
        max_length=40,
        help_text="像这样：AB2C-3D4E-FG5H",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ComeForwardForm(forms.Form):
    """A lawyer comes forward (律师自愿); the phone proves itself by a code."""

    use_required_attribute = False
    name = forms.CharField(label="您的姓名", max_length=40)
    firm_name = forms.CharField(label="律师事务所", max_length=100, help_text="执业许可证上的全称")
    licence_number = forms.CharField(
        label="执业证号",
        max_length=20,
        help_text="17位数字；由县区核验",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    practising_since = DayField(label="首次执业日期", required=False)
    county = forms.ModelChoiceField(
        label="执业地", queryset=Unit.objects.none(), empty_label="选一个"
    )
    specialities = forms.MultipleChoiceField(
        label="专长",
        choices=Speciality.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.CharField(
        label="会说的语言", max_length=60, required=False, help_text="普通话以外的，如朝鲜语"
    )
    statement = forms.CharField(
        label="自荐",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="办过哪些劳动争议案件，能用多少时间",
    )
    has_consented = forms.BooleanField(
        label="我自愿参加，同意聘任后在名册上公开姓名、律所、专长", required=False
    )
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

    def __init__(self, *args: Any, round: RecruitmentRound, **options: Any) -> None:
        super().__init__(*args, **options)
        county: Any = self.fields["county"]
        county.queryset = homes_of(round)
        county.label_from_instance = place_label

    def clean_phone(self) -> str:
        phone = normalised_phone(self.cleaned_data["phone"])
        obstacles = mobile_obstacles(phone)
        if obstacles:
            raise forms.ValidationError(obstacles)
        return phone

    def clean_firm_name(self) -> Firm:
        found = Firm.objects.filter(name=self.cleaned_data["firm_name"].strip()).first()
        if found is None:
            raise forms.ValidationError(
                "没有登记这家律所，请写全称；还没有登记的，请律所先和工会联系。"
            )
        return found

    def candidate(self) -> Candidate:
        """What was typed as one value."""
        values = self.cleaned_data
        words = values["languages"].replace("，", "、").replace(",", "、").split("、")
        return Candidate(
            name=values["name"],
            firm=values["firm_name"],
            licence_number=values["licence_number"].strip(),
            county=values["county"],
            phone=values["phone"],
            specialities=tuple(values["specialities"]),
            languages=tuple(word.strip()[:20] for word in words if word.strip()),
            practising_since=values["practising_since"],
            statement=values["statement"],
        )
