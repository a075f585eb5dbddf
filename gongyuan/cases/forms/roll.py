"""The roll of applicants: uploaded, registered with the rest of an application, changed."""

from typing import Any

from django import forms

from gongyuan.cases.details import ClaimDetails
from gongyuan.cases.forms.registration import CLAIM_ROWS, RegistrationForm
from gongyuan.core.sheets.fields import WorkbookField
from gongyuan.people.details import PersonDetails

#: Written on the roll for each by themselves.
ON_THE_ROLL = (
    "name",
    "identity_number",
    "phone",
    "address",
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
