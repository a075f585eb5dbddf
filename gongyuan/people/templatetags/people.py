"""What pages that allauth renders cannot be given by a view of ours."""

from django import template

from gongyuan.people import privacy, queries
from gongyuan.people.models import Worker
from gongyuan.people.queries.volunteers import hours_in_words

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[dict[str, str]]:
    """The accounts anybody may try; none outside demo mode."""
    return queries.demo_accounts()


@register.filter
def masked_number(worker: Worker) -> str:
    """The identity number with its middle hidden."""
    return privacy.mask_identity_number(worker.identity_number)


@register.filter
def masked_phone(worker: Worker) -> str:
    """The telephone number with its middle hidden."""
    return privacy.mask_phone(worker.phone)


@register.filter
def masked_address(worker: Worker) -> str:
    """The beginning of the address."""
    return privacy.mask_address(worker.address)


@register.filter
def halves_in_hours(halves: int) -> str:
    """Half hours as hours: 5 is 2.5."""
    return hours_in_words(halves)
