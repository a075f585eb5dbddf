from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.cases.choices import Source
from gongyuan.cases.details import Application, ClaimDetails, ConsentDetails
from gongyuan.cases.forms.fields import YuanInput
from gongyuan.cases.rules import application as rules
from gongyuan.core.fields import DayField
from gongyuan.law.identity import identity_obstacles, uscc_obstacles
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.queries.units import place_code
from gongyuan.people.rules import worker_obstacles, worker_phone_obstacles
from gongyuan.policy.choices import (
    AidForm,
    ApplicantKind,
    ClaimKind,
    EmergencyReason,
    HardshipGround,
    MatterScope,
)

CLAIM_ROWS = (1, 2, 3)
CONSENT = (
    "为办理法律援助，工会收集和使用申请人的身份信息、联系方式、劳动用工情况和有关证据，"
    "提供给承办律师、受理案件的机构和上级工会；身份证号、手机号加密保存，显示时遮盖。"
)
YES_NO_UNKNOWN = (("", "还不知道"), ("yes", "有"), ("no", "没有"))


class RegistrationForm(forms.Form):
    """The application form in the order of the paper one, typed without the mouse (来访登记)."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    source = forms.ChoiceField(
        label="来源",
        choices=[one for one in Source.choices if one[0] not in (Source.PORTAL, Source.LEDGER)],
        initial=Source.WINDOW,
    )

    name = forms.CharField(
        label="姓名", max_length=40, widget=forms.TextInput(attrs={"autofocus": True})
    )
    identity_number = forms.CharField(
        label="身份证号", required=False, max_length=24, help_text="出生日期和性别由号码得出"
    )
    phone = forms.CharField(label="手机号", max_length=20, help_text="查询码发到这个号码")
    address = forms.CharField(label="住址", max_length=200, required=False)
    language = forms.CharField(
        label="常用语言",
        max_length=20,
        required=False,
        help_text="说普通话的不填；朝鲜语、方言、手语的写上",
    )
    is_migrant = forms.BooleanField(label="是农民工", required=False)
    contact_note = forms.CharField(
        label="联系提示", max_length=100, required=False, help_text="例如：19:00 以后打，单位同住"
    )
    others = forms.CharField(
        label="其他申请人",
        required=False,
        widget=forms.Textarea,
        help_text="几个人一起申请时，每行一人：姓名 身份证号 手机号",
    )

    employer_name = forms.CharField(label="用人单位名称", max_length=120)
    uscc = forms.CharField(
        label="统一社会信用代码", required=False, max_length=24, help_text="不知道可以不填"
    )
    employer_address = forms.CharField(label="单位地址", max_length=200, required=False)
    region_code = forms.CharField(
        label="单位所在地",
        required=False,
        max_length=60,
        help_text="地名或者区划代码",
    )
    employed_from = DayField(label="入职日期", required=False, help_text="写成 20260301")
    employed_to = DayField(label="离职日期", required=False, help_text="还在职的不填")

    claim1_kind = forms.ChoiceField(label="请求一", choices=[("", "请选择"), *ClaimKind.choices])
    claim1_amount = YuanInput(label="金额", required=False)
    claim2_kind = forms.ChoiceField(
        label="请求二", choices=[("", "没有"), *ClaimKind.choices], required=False
    )
    claim2_amount = YuanInput(label="金额", required=False)
    claim3_kind = forms.ChoiceField(
        label="请求三", choices=[("", "没有"), *ClaimKind.choices], required=False
    )
    claim3_amount = YuanInput(label="金额", required=False)
    facts_text = forms.CharField(
        label="事实与理由",
        widget=forms.Textarea,
        max_length=rules.LONGEST_FACTS,
        help_text="何时在哪里做什么工作，对方欠什么、做了什么，有什么证据",
    )

    applicant_kind = forms.ChoiceField(label="申请主体", choices=ApplicantKind.choices)
    matter_scope = forms.ChoiceField(label="事项", choices=MatterScope.choices)
    aid_form = forms.ChoiceField(
        label="申请的援助", choices=AidForm.choices, initial=AidForm.ARBITRATION
    )
    hardship_grounds = forms.MultipleChoiceField(
        label="困难情形",
        choices=HardshipGround.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    severe_evidence = forms.ChoiceField(
        label="权益被严重侵害的证据", choices=YES_NO_UNKNOWN, required=False
    )
    emergency_reason = forms.ChoiceField(
        label="紧急情形", choices=[("", "不紧急"), *EmergencyReason.choices], required=False
    )
    wished_lawyer = forms.CharField(
        label="点名的律师",
        required=False,
        max_length=40,
        help_text="姓名或者执业证号；指派时优先考虑",
    )
    is_restructuring = forms.BooleanField(label="因企业重组、破产引起", required=False)
    oral_text = forms.CharField(
        label="口头申请笔录",
        required=False,
        widget=forms.Textarea,
        help_text="书写有困难的，照本人口述记在这里，打印后请本人签字",
    )
    consent = forms.BooleanField(label="已告知并同意", help_text=CONSENT)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_identity_number(self) -> str:
        number: str = self.cleaned_data["identity_number"]
        _refuse(identity_obstacles(number, today=self.today) if number else [])
        return number

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        _refuse(worker_phone_obstacles(phone))
        return phone

    def clean_uscc(self) -> str:
        code: str = self.cleaned_data["uscc"]
        _refuse(uscc_obstacles(code) if code else [])
        return code

    def clean_region_code(self) -> str:
        return place_code(self.cleaned_data["region_code"].strip())

    def clean_facts_text(self) -> str:
        text: str = self.cleaned_data["facts_text"]
        _refuse(rules.facts_obstacles(text))
        return text

    def clean_others(self) -> tuple[PersonDetails, ...]:
        people, wrong = [], []
        lines = [line for line in self.cleaned_data["others"].splitlines() if line.strip()]
        for number, line in enumerate(lines, 1):
            person = _person_of(line, is_migrant="is_migrant" in self.data)
            found = worker_obstacles(
                name=person.name,
                identity_number=person.identity_number,
                phone=person.phone,
                birth_date=None,
                today=self.today,
            )
            wrong += [f"第{number}行：{text}" for reasons in found.values() for text in reasons]
            people.append(person)
        _refuse(wrong)
        return tuple(people)

    def clean(self) -> dict[str, Any]:
        """The action's parameter, once every field is right by itself."""
        values: dict[str, Any] = super().clean() or {}
        employed = rules.employment_obstacles(
            values.get("employed_from"), values.get("employed_to"), today=self.today
        )
        for reason in employed:
            self.add_error("employed_from", reason)
        return values if self.errors else {"application": self._application(values)}

    def _application(self, values: dict[str, Any]) -> Application:
        same = ("source", "facts_text", "applicant_kind", "matter_scope", "aid_form")
        severe = {"yes": True, "no": False}.get(values["severe_evidence"])
        return Application(
            submission_key=values["submission_key"],
            applicants=self.applicants(values),
            employer=EmployerDetails(
                name=values["employer_name"],
                uscc=values["uscc"],
                address=values["employer_address"],
            ),
            claims=self.claims(values),
            hardship_grounds=tuple(values["hardship_grounds"]),
            has_severe_infringement_evidence=severe,
            is_emergency=bool(values["emergency_reason"]),
            emergency_reason=values["emergency_reason"],
            is_restructuring=values["is_restructuring"],
            employed_from=values["employed_from"],
            employed_to=values["employed_to"],
            region_code=values["region_code"],
            contact_note=values["contact_note"],
            wished_lawyer=values["wished_lawyer"],
            oral_text=values["oral_text"],
            consents=(ConsentDetails(purpose="handling", text=CONSENT),),
            **{name: values[name] for name in same},
        )

    def applicants(self, values: dict[str, Any]) -> tuple[PersonDetails, ...]:
        names = (
            *("name", "identity_number", "phone", "address"),
            *("language", "is_migrant", "contact_note"),
        )
        first = PersonDetails(**{name: values[name] for name in names})
        return (first, *values["others"])

    def claims(self, values: dict[str, Any]) -> tuple[ClaimDetails, ...]:
        return tuple(
            ClaimDetails(kind=values[f"claim{row}_kind"], amount=values[f"claim{row}_amount"])
            for row in CLAIM_ROWS
            if values[f"claim{row}_kind"]
        )


def _person_of(line: str, *, is_migrant: bool) -> PersonDetails:
    """Name, identity number and phone of one line, told apart by their length."""
    words = line.replace("，", " ").replace(",", " ").split()
    number = next((word for word in words if len(word) >= 15), "")
    phone = next((word for word in words if word != number and word[:1].isdigit()), "")
    name = next((word for word in words if word not in (number, phone)), "")
    return PersonDetails(name=name, identity_number=number, phone=phone, is_migrant=is_migrant)


def _refuse(obstacles: list[str]) -> None:
    if obstacles:
        raise ValidationError(obstacles)
