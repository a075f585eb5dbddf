from collections.abc import Mapping

from django import template
from django.urls import reverse

from gongyuan.policy.pack import ClauseRef

register = template.Library()


@register.simple_tag
def clause_url(clause: ClauseRef, versions: Mapping[str, int]) -> str:
    """Where a clause is read: its row on the page of the pack version that was used."""
    page = reverse("policy_pack", args=[clause.pack, versions[clause.pack]])
    return f"{page}#clause-{clause.clause}"
