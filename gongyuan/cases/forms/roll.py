"""The roll of applicants: uploaded, registered with the rest of an application, changed."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.cases.choices import AgentKind
from gongyuan.cases.details import AgentDetails, ApplicantDetails, ClaimDetails, NewPaper
from gongyuan.cases.forms.fields import YuanInput
from gongyuan.cases.forms.registration import CLAIM_ROWS, RegistrationForm
from gongyuan.cases.models import Case
from gongyuan.cases.queries import roll as queries
from gongyuan.cases.rules.roll import MOST_MONTHS, reckoned_amount
from gongyuan.core.fields import DayField
from gongyuan.core.sheets.fields import WorkbookField
from gongyuan.people.details import PersonDetails
from gongyuan.policy.choices import ClaimKind

#: Written on the roll for each by themselves.
ON_THE_ROLL = (
    "name",
    "identity_number",
    "phone",
    "address",
    "language",
    "is_migrant",
    "others",
    "oral_text",
    *(f"claim{row}_{part}" for row in CLAIM_ROWS for part in ("kind", "amount")),
)


class SheetForm(forms.Form):
    file = WorkbookField(label="申请人名单（Excel）")


class RollRegistrationForm(RegistrationForm):
    """The rest of an application whose people and claims are on a roll."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ON_THE_ROLL:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["oral_text"] = ""
        return super().clean()

    def applicants(self, values: dict[str, Any]) -> tuple[PersonDetails, ...]:
        return ()

    def claims(self, values: dict[str, Any]) -> tuple[ClaimDetails, ...]:
        return ()


class JoinForm(forms.Form):
    """One more applicant, with what this one asks for."""

    name = forms.CharField(label="姓名", max_length=40)
    identity_number = forms.CharField(label="身份证号", required=False, max_length=24)
    phone = forms.CharField(label="手机号", required=False, max_length=20)
    address = forms.CharField(label="住址", required=False, max_length=200)
    is_migrant = forms.BooleanField(label="是农民工", required=False)
    kind = forms.ChoiceField(label="请求", choices=[("", "请选择"), *ClaimKind.choices])
    period_from = DayField(label="期间起", required=False, help_text="写成 20260301")
    period_to = DayField(label="期间止", required=False)
    months = forms.DecimalField(
        label="月数",
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    monthly_amount = YuanInput(
        label="每月金额", required=False, help_text="填了月数和每月金额，金额由系统算出"
    )
    amount = YuanInput(label="金额", required=False)

    def clean(self) -> dict[str, Any]:
        """The action's parameter; nothing is looked up here."""
        values = super().clean() or {}
        if self.errors:
            return values
        months, monthly = values["months"], values["monthly_amount"]
        if (months is None) != (monthly is None):
            self.add_error("months", "月数和每月金额要一起填。")
            return values
        amount = values["amount"]
        if months is not None:
            amount = reckoned_amount(values["kind"], months=months, monthly_amount=monthly)
        told = ("name", "identity_number", "phone", "address", "is_migrant")
        same = ("kind", "period_from", "period_to", "months", "monthly_amount")
        claim = ClaimDetails(amount=amount, **{name: values[name] for name in same})
        person = PersonDetails(**{name: values[name] for name in told})
        return {"people": [ApplicantDetails(person=person, claims=(claim,))]}


class ElectionForm(forms.Form):
    """Who was elected, by name or by number on the roll: hundreds make no list to tick."""

    representatives = forms.CharField(
        label="代表人",
        max_length=300,
        help_text="写姓名，用顿号或者空格隔开；同名的写名单上的序号",
    )
    note = forms.CharField(
        label="怎样推举的",
        widget=forms.Textarea,
        max_length=300,
        help_text="例如：6月1日全体申请人开会推举，签名册附后。更换的，写明被代表的人同意",
    )
    file = forms.FileField(label="推举书或者签名册", required=False)

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        rows = queries.named_on_the_roll(case)
        self._named = rows
        self.initial["representatives"] = "、".join(
            row.worker.name for row in rows if row.is_representative
        )

    def clean_representatives(self) -> list[int]:
        words = re.split(r"[、，,;；\s]+", self.cleaned_data["representatives"].strip())
        found, wrong = [], []
        for word in dict.fromkeys(filter(None, words)):
            rows = [r for r in self._named if word in (r.worker.name, str(r.position))]
            if len(rows) == 1:
                found.append(rows[0].pk)
            elif rows:
                places = "、".join(str(row.position) for row in rows)
                wrong.append(f"有{len(rows)}名申请人叫{word}，请写序号：{places}。")
            else:
                wrong.append(f"名单里没有{word}。")
        if wrong:
            raise ValidationError(wrong)
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        file = values.pop("file")
        papers = [NewPaper(file=file, title="推举代表人的材料")] if file else []
        return {**values, "papers": papers}


class AgentForm(forms.Form):
    kind = forms.ChoiceField(label="代理的种类", choices=AgentKind.choices)
    name = forms.CharField(label="代理人姓名", max_length=40)
    relation = forms.CharField(
        label="与申请人的关系", max_length=40, help_text="例如：父亲、配偶、同事、社区推荐"
    )
    identity_number = forms.CharField(label="身份证号", required=False, max_length=24)
    phone = forms.CharField(label="手机号", required=False, max_length=20)
    pass_phrase = forms.CharField(
        label="约定的口令",
        required=False,
        max_length=40,
        help_text="来电时先核对口令再谈案情；不写进文书",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(label="代理权证明", help_text="户口簿、委托书、推荐信等，照片或者PDF")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        told = ("kind", "name", "relation", "identity_number", "phone", "pass_phrase")
        proof = NewPaper(file=values["file"], title=f"代理权证明（{values['name'].strip()}）")
        return {"agent": AgentDetails(proof=proof, **{name: values[name] for name in told})}
