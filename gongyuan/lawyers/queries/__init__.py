from gongyuan.lawyers.queries.firms import engagements_with
from gongyuan.lawyers.queries.marks import dismissal_warnings, marks_of, verified_complaints
from gongyuan.lawyers.queries.members import find_lawyers, serving_called, speciality_labels
from gongyuan.lawyers.queries.terms import (
    PanelRow,
    panel_rows,
    panel_terms,
    term_facts,
    terms_serving,
)

__all__ = [
    "PanelRow",
    "dismissal_warnings",
    "engagements_with",
    "find_lawyers",
    "marks_of",
    "panel_rows",
    "panel_terms",
    "serving_called",
    "speciality_labels",
    "term_facts",
    "terms_serving",
    "verified_complaints",
]
