from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.lawyers.actions.certificates import certify
from gongyuan.lawyers.models import PanelTerm
from gongyuan.people.actor import system


@app.task
def certify_round(round_id: int) -> None:
    """Issue the certificates of a round, in the order of counties and names.

    Each in its own transaction and once a term: stopped halfway, the next run goes on.
    """
    now = timezone.now()
    waiting = PanelTerm.objects.filter(round_id=round_id, certificate=None)
    for term in waiting.order_by("lawyer__home_path", "lawyer__name", "pk"):
        certify(term=term, actor=system(), now=now)
