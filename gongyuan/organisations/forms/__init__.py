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
    MergerForm,
    MergerPlanForm,
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
    "MergerForm",
    "MergerPlanForm",
    "MoveUnitForm",
    "PicturesForm",
    "ReopeningForm",
    "SearchForm",
    "UnitChangeForm",
    "UnitForm",
    "coverage_filter",
]
