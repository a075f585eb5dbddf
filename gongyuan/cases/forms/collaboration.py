from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyuan.cases.choices.major import CostBearer, ReturnedThing
from gongyuan.cases.details import HelpRequest, NewPaper
from gongyuan.cases.forms.fields import PapersField, YuanInput
from gongyuan.cases.forms.oversight import ReturnForm
from gongyuan.cases.models import Case, Collaboration
from gongyuan.cases.queries.collaboration import unions_called
from gongyuan.organisations.models import Unit


class HelpRequestForm(forms.Form):
    to_unit = forms.CharField(
        label="协作单位", max_length=100, help_text="写全称，例如某某市总工会"
    )
    task = forms.CharField(
        label="委托事项",
        widget=forms.Textarea,
        max_length=1000,
        help_text="例如送达、调查、陪同开庭",
    )
    contact = forms.CharField(label="本单位联系人", max_length=100, help_text="姓名和电话")
    papers = forms.MultipleChoiceField(
        label="随函材料",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="对方只能看到选中的材料",
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        papers = case.papers.filter(is_inner=False, document=None).order_by("pk")
        field: Any = self.fields["papers"]
        field.choices = [(str(paper.pk), paper.title) for paper in papers]

    def clean_to_unit(self) -> Unit:
        text = self.cleaned_data["to_unit"].strip()
        found = unions_called(text)
        if len(found) == 1 and text in (found[0].name, found[0].short_name):
            return found[0]
        if not found:
            raise ValidationError(f"没有叫“{text}”的工会。")
        raise ValidationError(f"请写全称：{'、'.join(unit.name for unit in found)}。")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {
            "asked": HelpRequest(
                to_unit=values["to_unit"],
                task=values["task"],
                contact=values["contact"],
                paper_ids=tuple(int(key) for key in values["papers"]),
            )
        }


class AcceptHelpForm(forms.Form):
    contact = forms.CharField(label="本单位联系人", max_length=100, help_text="姓名和电话")


class DeclineHelpForm(ReturnForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, thing=ReturnedThing.COLLABORATION_REQUEST, **options)


class SendOnForm(ReturnForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, thing=ReturnedThing.COLLABORATION_RESULT, **options)


class HelpReportForm(forms.Form):
    text = forms.CharField(label="进展", widget=forms.Textarea, max_length=2000)
    papers = PapersField(label="材料", required=False, help_text="放入委托方的案卷")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        papers = [NewPaper(file=one, title=f"协作：{one.name}") for one in values["papers"]]
        return {"text": values["text"], "papers": papers}


class CostForm(forms.Form):
    amount = YuanInput(label="金额（元）", required=False)
    bearer = forms.ChoiceField(
        label="由谁承担", choices=CostBearer.choices, widget=forms.RadioSelect
    )


class AgreeForm(forms.Form):
    """Nothing to fill in; the amount that was read goes along."""

    seen_amount = forms.DecimalField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Collaboration, **options: Any) -> None:
        options.setdefault("initial", {"seen_amount": row.cost_amount})
        super().__init__(*args, **options)


class ResultForm(forms.Form):
    note = forms.CharField(label="协作结果", widget=forms.Textarea, max_length=2000)
