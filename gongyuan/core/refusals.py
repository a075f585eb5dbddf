from collections.abc import Iterable


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The action was not done; `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons: str, field: str | None = None) -> None:
        super().__init__(*reasons)
        self.reasons = list(reasons)
        self.field = field


def refuse_if(reasons: Iterable[str], *, field: str | None = None) -> None:
    """Refuse with all the reasons there are; do nothing when there is none."""
    found = list(reasons)
    if found:
        raise Refused(*found, field=field)
