"""The fields that a template of a document may name, each with what it means and a sample."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

#: Rows of a list in the sample.
SAMPLE_ROWS = 2


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field. One with `columns` is a list: a loop goes through its rows."""

    name: str
    meaning: str
    sample: str = ""
    columns: tuple["Field", ...] = ()
    #: A template that leaves it out would make a document that does not hold.
    is_compulsory: bool = False

    @property
    def is_list(self) -> bool:
        return bool(self.columns)

    @property
    def written(self) -> str:
        """How a template names it."""
        if not self.columns:
            return f"{{{{ {self.name} }}}}"
        return f"{{%tr for row in {self.name} %}} … {{%tr endfor %}}"


def compulsory(fields: Sequence[Field], *names: str) -> tuple[Field, ...]:
    """The same fields, those named made compulsory."""
    known = {field.name for field in fields}
    if not known.issuperset(names):
        raise ValueError(f"no such fields: {sorted(set(names) - known)}")
    return tuple(
        replace(field, is_compulsory=True) if field.name in names else field for field in fields
    )


def sample_facts(fields: Sequence[Field]) -> dict[str, Any]:
    """Facts of a made-up record, for trying a template."""
    return {field.name: _sample(field) for field in fields}


def _sample(field: Field) -> Any:
    if not field.columns:
        return field.sample
    row = {column.name: column.sample for column in field.columns}
    return [{**row, "position": place} if "position" in row else row for place in _places()]


def _places() -> range:
    return range(1, SAMPLE_ROWS + 1)
