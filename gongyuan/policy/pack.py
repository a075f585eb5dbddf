"""What a loaded policy pack (政策包) is: plain frozen values, no files, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

VERIFIED_CONFIDENCES = frozenset({"F", "P"})


class PackError(Exception):
    """One thing wrong with one pack: which file, which place in it, and why (in Chinese)."""

    def __init__(self, file: str, path: str, reason: str) -> None:
        super().__init__(f"{file}: {path}: {reason}")
        self.file = file
        self.path = path
        self.reason = reason


class PacksRefused(Exception):  # noqa: N818 - the outcome's name in the field, as with Refused
    """A set of packs that may not be put in force; `errors` holds every reason found."""

    def __init__(self, errors: list[PackError]) -> None:
        super().__init__("；".join(str(error) for error in errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, kw_only=True)
class PackText:
    """A pack as written: the file's name (without folder), its text and the text's SHA-256."""

    name: str
    text: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ClauseRef:
    """A clause of a document, as cited by a value: enough to print it without the pack."""

    pack: str
    clause: str
    document: str
    place: str
    summary: str
    confidence: str

    @property
    def is_verified(self) -> bool:
        """Whether the wording itself was read; other clauses are shown as 待核."""
        return self.confidence in VERIFIED_CONFIDENCES

    @property
    def citation(self) -> str:
        """The clause as people cite it: 豫工办〔2015〕28号二(三)."""
        return f"{self.document}{self.place}"

    def to_json(self) -> dict[str, Any]:
        return {
            "pack": self.pack,
            "clause": self.clause,
            "citation": self.citation,
            "summary": self.summary,
            "verified": self.is_verified,
        }


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One document in force over a period (both ends included) in a region (GB/T 2260)."""

    id: str
    version: int
    title: str
    short: str
    number: str
    issuer: str
    region: str
    effective_from: date
    effective_to: date | None
    note: str
    clauses: Mapping[str, ClauseRef]
    rules: Mapping[str, Mapping[str, Any]]
    source: PackText
    #: Whether `effective_to` is the eve of the next version, not a day of the text itself.
    is_succeeded: bool = False

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def overlaps(self, other: "Pack") -> bool:
        return self.effective_from <= (other.effective_to or date.max) and other.effective_from <= (
            self.effective_to or date.max
        )


@dataclass(frozen=True, kw_only=True)
class PackSet:
    """All packs that were checked together, in the order of region and beginning."""

    packs: tuple[Pack, ...]

    @cached_property
    def merged(self) -> dict[tuple[tuple[str, int], ...], Any]:
        """What resolution made of packs of this set, by their ids and versions."""
        return {}

    def named(self, pack_id: str) -> tuple[Pack, ...]:
        """Every version in time of one pack, the earliest first; empty when unknown."""
        return tuple(pack for pack in self.packs if pack.id == pack_id)
