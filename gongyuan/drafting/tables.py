"""The data rows of documents: how claims are written, who must prove what; read once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongyuan.drafting.choices import Prover
from gongyuan.law.registry import Calculator
from gongyuan.law.results import LawDataError
from gongyuan.policy.choices import ClaimKind

EVERY_CLAIM = "*"
VERIFIED = ("F", "P")


@dataclass(frozen=True, kw_only=True)
class Burden:
    """A fact that has to be proved: by whom, by which article, and what happens otherwise."""

    fact: str
    #: How a worker says what a paper of this kind shows.
    plain: str
    claims: tuple[str, ...]
    prover: Prover
    source: str
    is_verified: bool
    #: When the other side has to prove, or bears the consequence.
    shift: str
    papers: tuple[str, ...]


@cache
def burdens() -> tuple[Burden, ...]:
    """Every fact with its burden of proof, in the order in which a case is built."""
    rows = _read("evidence.yaml")["burdens"]
    return tuple(_burden(row) for row in rows)


def burdens_of(kinds: Collection[str]) -> list[Burden]:
    """What has to be proved for claims of these kinds."""
    wanted = {EVERY_CLAIM, *kinds}
    return [burden for burden in burdens() if wanted.intersection(burden.claims)]


def usual_papers(kinds: Collection[str]) -> list[str]:
    """What usually proves claims of these kinds, each once."""
    papers = (paper for burden in burdens_of(kinds) for paper in burden.papers)
    return list(dict.fromkeys(papers))


def claim_text(kind: str) -> str:
    """How a claim of a kind is written; what cannot be told is left to the writer."""
    texts: Mapping[str, str] = _read("claims.yaml")["kinds"]
    return texts[kind]


@dataclass(frozen=True, kw_only=True)
class ClaimForm:
    """What a calculator's result becomes as a claim: `part` of it where not the whole is asked."""

    kind: str
    text: str
    part: str = ""
    #: What parts of the result must say, for it to be a claim against the employer.
    only_when: Mapping[str, str]


def claim_of(calculator: Calculator) -> ClaimForm | None:
    """The claim for what a calculator computes; None when nobody asks that of an employer."""
    row = _read("claims.yaml")["calculators"].get(calculator.name)
    return ClaimForm(**{"only_when": {}, **row}) if row else None


@cache
def _read(name: str) -> dict[str, Any]:
    text = resources.files("gongyuan.drafting").joinpath("data", name).read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _burden(row: Mapping[str, Any]) -> Burden:
    place = f"evidence.yaml：{row.get('fact', '')}"
    if not row.get("source") or row.get("confidence") not in ("F", "P", "S", "D"):
        raise LawDataError(f"{place}：缺少来源或者置信度")
    unknown = set(row["claims"]) - {EVERY_CLAIM, *ClaimKind.values}
    if unknown:
        raise LawDataError(f"{place}：没有请求“{'、'.join(sorted(unknown))}”")
    return Burden(
        fact=row["fact"],
        plain=row["plain"],
        claims=tuple(row["claims"]),
        prover=Prover(row["prover"]),
        source=row["source"],
        is_verified=row["confidence"] in VERIFIED,
        shift=row["shift"],
        papers=tuple(row["papers"]),
    )
