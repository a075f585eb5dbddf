"""The usual application of the tests, and what a test reads of an answer."""

from gongyuan.policy.facts import ApplicationFacts


def facts(**known) -> ApplicationFacts:
    """A local worker who wants to be represented in arbitration for severance."""
    usual = {
        "applicant_kind": "worker",
        "matter_scope": "labour_dispute",
        "aid_form": "arbitration",
        "is_migrant": False,
        "claims": ("economic_compensation",),
    }
    return ApplicationFacts(**{**usual, **known})


def citations(reasons) -> set[str]:
    return {clause.citation for reason in reasons for clause in reason.clauses}
