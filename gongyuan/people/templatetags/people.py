"""What pages that allauth renders cannot be given by a view of ours."""

from django import template

from gongyuan.people import queries

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[dict[str, str]]:
    """The accounts anybody may try; none outside demo mode."""
    return queries.demo_accounts()
