from collections.abc import Iterable, Mapping


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The action was not done; `reasons` are sentences for the person who asked."""

    def __init__(
        self,
        *reasons: str,
        field: str | None = None,
        by_field: dict[str | None, list[str]] | None = None,
    ) -> None:
        super().__init__(*reasons)
        self.reasons = list(reasons)
        self.field = field
        #: The same sentences by the field they are about; None: about the whole.
        self.by_field = by_field or {field: self.reasons}


def refuse_if(reasons: Iterable[str], *, field: str | None = None) -> None:
    """Refuse with all the reasons there are; do nothing when there is none."""
    found = list(reasons)
    if found:
        raise Refused(*found, field=field)


def refuse_fields(reasons: Mapping[str, Iterable[str]]) -> None:
    """Refuse with what is wrong with every field at once, so that nobody sends a form a second time
    to be told of the next one; do nothing when nothing is wrong. "" is about the whole.
    """
    found = {field or None: list(sentences) for field, sentences in reasons.items()}
    wrong = {field: sentences for field, sentences in found.items() if sentences}
    if wrong:
        only = next(iter(wrong)) if len(wrong) == 1 else None
        sentences = [one for of_field in wrong.values() for one in of_field]
        raise Refused(*sentences, field=only, by_field=wrong)
