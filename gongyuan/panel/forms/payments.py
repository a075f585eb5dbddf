"""What is typed of payments: which stipends of a list, on which voucher; one for a case."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.lawyers.models import Lawyer
from gongyuan.panel.details import NewCaseSubsidy, NewStipends
from gongyuan.panel.queries import stipends

PAID_ON, VOUCHER = "发放日期", "凭证号"


class YearForm(forms.Form):
    """Which year, and which of its rows; the years are those there are."""

    year = forms.TypedChoiceField(label="哪一年", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label="发放", required=False)

    def __init__(self, data: Any, *, years: list[int], states: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["year"].choices = [(one, f"{one}年") for one in years]  # type: ignore[attr-defined] # it has
        self.fields["state"].choices = states  # type: ignore[attr-defined] # it has
        self.latest = years[0] if years else None

    @property
    def chosen(self) -> tuple[int | None, str]:
        """The year and the state asked for; the latest year and all where nothing sensible is."""
        given = self.cleaned_data if self.is_valid() else {}
        return given.get("year") or self.latest, given.get("state", "")


class StipendsForm(forms.Form):
    """Ticks and amounts beside the rows of the list, and the voucher of all that are ticked."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    terms = forms.TypedMultipleChoiceField(label="发给谁", required=False, coerce=int)
    paid_on = DayField(label=PAID_ON)
    voucher = forms.CharField(label=VOUCHER, max_length=60, help_text="记账凭证或者银行回单的号")
    why = forms.CharField(
        label="金额与规定不同的理由",
        required=False,
        max_length=200,
        help_text="只记在金额不同的人名下",
    )

    def __init__(
        self, data: Any = None, *, rows: Iterable[stipends.StipendRow], **options: Any
    ) -> None:
        options.setdefault("initial", {"submission_key": uuid4()})
        super().__init__(data, **options)
        known = {row.term.pk: row for row in rows}
        # Also those that were paid meanwhile: the same form sent again finds its own payments.
        choices = [(pk, row.term.lawyer.name) for pk, row in known.items()]
        self.fields["terms"].choices = choices  # type: ignore[attr-defined] # it has
        self.payable = {pk: row for pk, row in known.items() if row.is_payable}
        for pk, row in self.payable.items():
            self.fields[f"yuan_{pk}"] = forms.DecimalField(
                label=f"发给{row.term.lawyer.name}的金额",
                required=False,
                max_digits=10,
                decimal_places=2,
                initial=row.yuan,
            )

    @property
    def ticked(self) -> set[int]:
        """The terms that were ticked when the form was sent."""
        sent: list[str] = self["terms"].data or []
        return {int(one) for one in sent if one.isdecimal()}

    def amount_of(self, term_id: int) -> Any:
        """The control for the amount of one row; None where nothing can be paid."""
        return self[f"yuan_{term_id}"] if term_id in self.payable else None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen = values.get("terms", [])
        for pk in self.payable.keys() - set(chosen):
            # What stands in a row that is not ticked is nobody's concern.
            self.errors.pop(f"yuan_{pk}", None)
        if self.errors:
            return values
        paid = NewStipends(
            submission_key=values["submission_key"],
            yuan={pk: values.get(f"yuan_{pk}") for pk in chosen},
            paid_on=values["paid_on"],
            voucher=values["voucher"],
            why=values["why"],
        )
        return {"paid": paid}


class CaseSubsidyForm(forms.Form):
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    lawyer = forms.TypedChoiceField(label="发给谁", coerce=int, widget=forms.RadioSelect)
    yuan = forms.DecimalField(label="金额（元）", max_digits=10, decimal_places=2)
    paid_on = DayField(label=PAID_ON)
    voucher = forms.CharField(label=VOUCHER, max_length=60, help_text="记账凭证或者银行回单的号")
    source = forms.CharField(
        label="按哪个标准发的",
        max_length=200,
        help_text="当地司法机关的指导意见或者本级工会的标准，写文件名和文号",
    )
    note = forms.CharField(
        label="说明", required=False, max_length=200, help_text="分阶段发的，写是哪个阶段"
    )

    def __init__(self, data: Any = None, *, lawyers: list[Lawyer], **options: Any) -> None:
        initial: dict[str, Any] = {"submission_key": uuid4()}
        if len(lawyers) == 1:
            initial["lawyer"] = lawyers[0].pk
        super().__init__(data, initial=initial, **options)
        choices = [(one.pk, f"{one.name}，{one.firm.name}") for one in lawyers]
        self.fields["lawyer"].choices = choices  # type: ignore[attr-defined] # it has

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {"paid": NewCaseSubsidy(lawyer_id=values.pop("lawyer"), **values)}


class WithdrawalForm(forms.Form):
    note = forms.CharField(label="为什么撤销", max_length=200)
