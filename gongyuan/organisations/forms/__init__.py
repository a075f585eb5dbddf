from gongyuan.organisations.forms.coverage import CoverageFilter, coverage_filter
from gongyuan.organisations.forms.fields import ANY, DateInput
from gongyuan.organisations.forms.institutions import InstitutionDetailsForm, InstitutionFilter
from gongyuan.organisations.forms.units import (
    ClosingForm,
    MoveUnitForm,
    SearchForm,
    TreeUploadForm,
    UnitForm,
)

__all__ = [
    "ANY",
    "ClosingForm",
    "CoverageFilter",
    "DateInput",
    "InstitutionDetailsForm",
    "InstitutionFilter",
    "MoveUnitForm",
    "SearchForm",
    "TreeUploadForm",
    "UnitForm",
    "coverage_filter",
]
