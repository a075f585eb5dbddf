"""What is typed about workers and employers; whether it may stand is for the actions to say."""

from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.law.identity import USCC_LENGTH
from gongyuan.people.choices import (
    EmployerSize,
    HouseholdKind,
    PersonalItem,
    Sex,
    SpecialGroup,
    WorkerStanding,
)
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Employer, Worker
from gongyuan.people.queries.units import place_code
from gongyuan.people.rules import LONGEST_EMPLOYER_NAME, LONGEST_NAME

UNKNOWN = ("", "不清楚")
ANY = ("", "不限")
YES_NO_UNKNOWN = [UNKNOWN, ("yes", "是"), ("no", "不是")]
MEMBERSHIP = {"": None, "yes": True, "no": False}
KEPT = "不改就留空。"


class FindForm(forms.Form):
    q = forms.CharField(label="查找", required=False, max_length=60)


class WorkerFindForm(FindForm):
    q = forms.CharField(
        label="查找",
        required=False,
        max_length=60,
        help_text="姓名、拼音首字母、身份证号、手机号或者尾号四位。",
    )
    standing = forms.ChoiceField(
        label="情况", required=False, choices=[ANY, *WorkerStanding.choices, *SpecialGroup.choices]
    )
    ethnic_group = forms.CharField(label="民族", required=False, max_length=20)


class PlaceField(forms.CharField):
    """A place by its name or its code; what is handed on is the code."""

    def clean(self, value: Any) -> str:
        return place_code(super().clean(value).strip())


class EmployerFindForm(FindForm):
    q = forms.CharField(
        label="查找",
        required=False,
        max_length=60,
        help_text="名称、拼音首字母或者统一社会信用代码。",
    )
    region_code = PlaceField(label="所在地", required=False, max_length=60)
    industry = forms.CharField(label="行业", required=False, max_length=40)
    size = forms.ChoiceField(label="规模", required=False, choices=[ANY, *EmployerSize.choices])


class WorkerForm(forms.Form):
    #: What the action gave back.
    result: Any

    name = forms.CharField(label="姓名", max_length=LONGEST_NAME)
    identity_number = forms.CharField(label="身份证号", required=False, max_length=24)
    sex = forms.ChoiceField(
        label="性别",
        required=False,
        choices=[UNKNOWN, *Sex.choices],
        help_text="有身份证号的按号码算。",
    )
    birth_date = DayField(
        label="出生日期", required=False, help_text="没有身份证号的才填，如 19801122。"
    )
    phone = forms.CharField(label="电话", required=False, max_length=20)
    address = forms.CharField(label="住址", required=False, max_length=120)
    ethnic_group = forms.CharField(label="民族", required=False, max_length=20)
    language = forms.CharField(label="常用语言", required=False, max_length=20)
    household = forms.ChoiceField(
        label="户籍", required=False, choices=[UNKNOWN, *HouseholdKind.choices]
    )
    is_migrant = forms.BooleanField(label="农民工", required=False)
    is_union_member = forms.ChoiceField(label="工会会员", required=False, choices=YES_NO_UNKNOWN)
    special_groups = forms.MultipleChoiceField(
        label="特殊群体",
        required=False,
        choices=SpecialGroup.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    contact_note = forms.CharField(
        label="联系提示",
        required=False,
        max_length=100,
        help_text="什么时候打电话方便，能不能打到单位。",
    )

    def __init__(self, *args: Any, worker: Worker | None = None, **kwargs: Any) -> None:
        if worker is not None:
            kwargs["initial"] = _shown_of(worker)
        super().__init__(*args, **kwargs)
        if worker is not None:
            for hidden in ("identity_number", "phone", "address"):
                self.fields[hidden].help_text = KEPT

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the person."""
        told = dict(self.cleaned_data)
        if self.errors:
            return told
        told["is_union_member"] = MEMBERSHIP[told["is_union_member"]]
        told["special_groups"] = tuple(told["special_groups"])
        return {"person": PersonDetails(**told)}


class EmployerForm(forms.Form):
    #: What the action gave back.
    result: Any

    name = forms.CharField(label="名称", max_length=LONGEST_EMPLOYER_NAME)
    uscc = forms.CharField(
        label="统一社会信用代码",
        required=False,
        max_length=USCC_LENGTH + 6,
        help_text="营业执照上的18位代码。",
    )
    industry = forms.CharField(label="行业", required=False, max_length=40)
    region_code = PlaceField(
        label="所在地", required=False, max_length=60, help_text="如舞钢市，或者区划代码。"
    )
    address = forms.CharField(label="地址", required=False, max_length=200)
    legal_representative = forms.CharField(label="法定代表人", required=False, max_length=40)
    phone = forms.CharField(label="电话", required=False, max_length=40)
    size = forms.ChoiceField(label="规模", required=False, choices=[UNKNOWN, *EmployerSize.choices])

    def __init__(self, *args: Any, employer: Employer | None = None, **kwargs: Any) -> None:
        if employer is not None:
            kwargs["initial"] = {name: getattr(employer, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the employer."""
        told = dict(self.cleaned_data)
        return told if self.errors else {"employer": EmployerDetails(**told)}


class AliasForm(forms.Form):
    #: What the action gave back.
    result: Any

    name = forms.CharField(label="别名", max_length=LONGEST_EMPLOYER_NAME)
    source = forms.CharField(
        label="来源", max_length=100, help_text="如 2024年改名前的名称、简称、门店招牌。"
    )


class RevealForm(forms.Form):
    #: What the action gave back.
    result: Any

    item = forms.ChoiceField(label="查看哪一项", choices=PersonalItem.choices)
    note = forms.CharField(
        label="理由", max_length=200, help_text="会记在经过里，本单位负责人能看到。"
    )


def _shown_of(worker: Worker) -> dict[str, Any]:
    names = (
        "name",
        "sex",
        "birth_date",
        "ethnic_group",
        "language",
        "household",
        "is_migrant",
        "contact_note",
    )
    membership = {value: key for key, value in MEMBERSHIP.items()}
    return {
        **{name: getattr(worker, name) for name in names},
        "is_union_member": membership[worker.is_union_member],
        "special_groups": worker.special_groups,
    }
