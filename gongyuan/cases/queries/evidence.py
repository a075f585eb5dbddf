"""The facts of a case that have to be proved, what shows them, and the gaps."""

from collections import defaultdict
from dataclasses import dataclass

from gongyuan.cases.models import Case, EvidenceTie
from gongyuan.cases.queries.detail import papers_in_sight
from gongyuan.cases.rules.evidence import unshown
from gongyuan.drafting.choices import Prover
from gongyuan.drafting.details import Evidence
from gongyuan.drafting.tables import Burden, burdens_of
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class FactToProve:
    """A fact, who must prove it by which article, what usually shows it and what does here.

    `burden` is None for a fact that somebody of the case put in own words.
    """

    fact: str
    burden: Burden | None
    ties: tuple[EvidenceTie, ...]

    @property
    def is_gap(self) -> bool:
        """Whether the worker has to prove it and nothing shows it yet."""
        is_ours = self.burden is not None and self.burden.prover == Prover.WORKER
        return is_ours and not self.ties


def burdens_of_case(case: Case) -> list[Burden]:
    """What has to be proved for the claims of a case."""
    return burdens_of(set(case.claims.values_list("kind", flat=True)))


def facts_of(case: Case, actor: Actor) -> list[FactToProve]:
    """Every fact of the case with what shows it, as far as the actor may see the papers.

    Three queries, however much evidence there is.
    """
    seen = papers_in_sight(case, actor).values("pk")
    rows = case.ties.filter(paper__in=seen).select_related("paper__file").order_by("pk")
    shown: dict[str, list[EvidenceTie]] = defaultdict(list)
    for tie in rows:
        shown[tie.fact].append(tie)
    known = burdens_of_case(case)
    facts = [
        FactToProve(fact=one.fact, burden=one, ties=tuple(shown.get(one.fact, ()))) for one in known
    ]
    own = unshown(shown, (one.fact for one in known))
    return facts + [FactToProve(fact=fact, burden=None, ties=tuple(shown[fact])) for fact in own]


def evidence_of(case: Case) -> list[Evidence]:
    """The evidence as it stands in a list of evidence: each paper once, with all that it shows."""
    rows = (
        case.ties.filter(paper__is_inner=False).select_related("paper").order_by("paper_id", "pk")
    )
    by_paper: dict[int, list[EvidenceTie]] = defaultdict(list)
    for tie in rows.order_by("paper_id", "pk"):
        by_paper[tie.paper_id].append(tie)
    return [
        Evidence(
            title=ties[0].paper.title,
            proves="；".join(tie.fact for tie in ties),
            is_original=any(tie.is_original for tie in ties),
            pages=ties[0].paper.pages,
        )
        for ties in by_paper.values()
    ]
