from gongyuan.organisations.forms.coverage import CoverageFilter, coverage_filter
from gongyuan.organisations.forms.fields import ANY
from gongyuan.organisations.forms.institutions import (
    InstitutionChangeForm,
    InstitutionDetailsForm,
    InstitutionFilter,
    PicturesForm,
    ReopeningForm,
)
from gongyuan.organisations.forms.units import (
    ClosingForm,
    MergeUnitForm,
    MoveUnitForm,
    SearchForm,
    UnitChangeForm,
    UnitForm,
)

__all__ = [
    "ANY",
    "ClosingForm",
    "CoverageFilter",
    "InstitutionChangeForm",
    "InstitutionDetailsForm",
    "InstitutionFilter",
    "MergeUnitForm",
    "MoveUnitForm",
    "PicturesForm",
    "ReopeningForm",
    "SearchForm",
    "UnitChangeForm",
    "UnitForm",
    "coverage_filter",
]
