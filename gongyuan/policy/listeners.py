"""Who wants to know that the days off of a year have been entered; domains above tell at start."""

from collections.abc import Callable

Listener = Callable[[int], object]
_told: dict[str, Listener] = {}


def tell_of_years(name: str, listener: Listener) -> None:
    """Let a domain be told of each year that is entered; it is called in the transaction."""
    _told[name] = listener


def year_entered(year: int) -> None:
    """Tell all who asked; what they put off is done when the transaction holds."""
    for listener in _told.values():
        listener(year)
