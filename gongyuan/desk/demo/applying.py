"""Somebody who asked at the counter comes back and applies: nothing is typed twice."""

from datetime import datetime, timedelta
from uuid import UUID

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.choices import Source
from gongyuan.cases.details import Application, ClaimDetails
from gongyuan.consultations.choices import Channel, ConsultationState
from gongyuan.consultations.models import Consultation
from gongyuan.desk.demo.network import WUGANG
from gongyuan.desk.demo.stories import CONSENT
from gongyuan.matters.origins import origin_of
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in
from gongyuan.policy.choices import AidForm, ClaimKind

#: The last who asked, each with what is applied for: advice once more, and an arbitration.
FORMS = (AidForm.CONSULTATION, AidForm.ARBITRATION)


def apply_after_asking(units: dict[str, Unit], *, now: datetime) -> None:
    """Let the last who asked at the first office apply there a day later."""
    unit = units[WUGANG]
    posts = Post.objects.select_related("user", "unit", "institution").filter(unit=unit)
    clerk = actor_in(posts.filter(role=Role.WINDOW_CLERK).order_by("pk")[0])
    rows = Consultation.objects.filter(
        unit=unit, state=ConsultationState.ANSWERED, channel=Channel.WINDOW, is_anonymous=False
    )
    for place, row in enumerate(rows.exclude(phone_index=None).order_by("-pk")[: len(FORMS)]):
        at = min(row.asked_at + timedelta(days=1), now)
        origin = origin_of("consultation", row.pk, clerk)
        if origin is None:
            continue
        told = origin.told(now=at)
        application = Application(
            submission_key=UUID(int=9_500_000 + place),
            source=Source.WINDOW,
            applicants=(
                PersonDetails(name=told.name, phone=told.phone, contact_note=told.contact_note),
            ),
            employer=EmployerDetails(name=told.employer_name, region_code=told.region_code),
            claims=(ClaimDetails(kind=ClaimKind.UNPAID_WAGES),),
            facts_text=told.facts,
            aid_form=FORMS[place],
            region_code=told.region_code,
            consents=(CONSENT,),
        )
        submit_application(application=application, unit=unit, origin=origin, actor=clerk, now=at)
