from datetime import datetime

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers import rules
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor
from gongyuan.people.models import User


@transaction.atomic
def register_lawyer(
    *, lawyer: Lawyer, user: User | None = None, actor: Actor, now: datetime
) -> Lawyer:
    """Enter a lawyer, given as an unsaved row, with the account to sign in with when there is one.

    Refuses a licence number that is not 17 digits or is already entered, and an account that is
    another lawyer's.
    """
    refuse_if(rules.licence_obstacles(lawyer.licence_number), field="licence_number")
    if Lawyer.objects.filter(licence_number=lawyer.licence_number).exists():
        raise Refused("这个执业证号已经登记。", field="licence_number")
    if user is not None and Lawyer.objects.filter(user=user).exists():
        raise Refused("这个账号已经是另一位律师的。", field="user")
    lawyer.user = user
    lawyer.save(force_insert=True)
    record_event(lawyer, "lawyers.lawyer.register", actor=actor, now=now)
    return lawyer
