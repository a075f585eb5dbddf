"""An application sent in, and the same rows written bare.

The bare run writes what a real submission wrote: one is made inside a transaction and rolled back,
its writing statements kept with their parameters; then the sequences are set back to where they
were, so that the same statements make the same ids, and every reference among them is right.
"""

import time
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from bench.people import person
from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.choices import Source
from gongyuan.cases.details import Application, ClaimDetails, ConsentDetails
from gongyuan.desk.demo.words import STORIES
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import visitor
from gongyuan.people.details import EmployerDetails, PersonDetails

if TYPE_CHECKING:
    from bench.probe import Probe, Statement

#: Numbers of people beyond those of any generated case.
FIRST_PERSON = 9_000_000
WRITING = ("INSERT", "UPDATE", "DELETE")


class Submissions:
    """Fresh applications of one worker each, to the busiest county."""

    def __init__(self, probe: "Probe") -> None:
        self._probe = probe
        self._unit = Unit.objects.get(region_code="410121")
        self._numbers = count(FIRST_PERSON + int(time.time()) % 500_000)

    def submit(self) -> float:
        """Milliseconds of one submission, committed."""
        application = self._application()
        start = time.perf_counter()
        self._send(application)
        return (time.perf_counter() - start) * 1000

    def bare(self) -> float:
        """Milliseconds of writing the same rows bare in one transaction, committed."""
        from bench.probe import replay

        statements = self._writes_of_one()
        bare = self._probe.bare
        start = time.perf_counter()
        with bare.transaction():
            replay(bare, statements)
        return (time.perf_counter() - start) * 1000

    def statements(self) -> str:
        """How many statements a submission sends, and how many of them write."""
        with self._probe.captured() as statements:
            self._send(self._application())
        writing = sum(_writes(text) for text, _ in statements)
        return f"{len(statements)}, {writing} write"

    def _writes_of_one(self) -> list["Statement"]:
        application = self._application()
        before = self._sequences()
        with self._probe.captured() as statements, transaction.atomic():
            self._send(application)
            transaction.set_rollback(True)
        for name, value in self._sequences().items():
            if value != before[name]:
                self._probe.bare.execute(
                    "SELECT setval(%s, %s, %s)", [name, before[name] or 1, bool(before[name])]
                )
        return [one for one in statements if _writes(one[0])]

    def _sequences(self) -> dict[str, int | None]:
        rows = self._probe.bare.execute(
            "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences"
        )
        return dict(rows.fetchall())

    def _send(self, application: Application) -> Any:
        now = timezone.now()
        return submit_application(
            application=application, unit=self._unit, actor=visitor(), now=now
        )

    def _application(self) -> Application:
        who = person(1, next(self._numbers))
        return Application(
            submission_key=uuid4(),
            source=Source.PORTAL,
            applicants=(
                PersonDetails(
                    name=who.name,
                    identity_number=who.identity_number,
                    phone=who.phone,
                    is_migrant=True,
                ),
            ),
            employer=EmployerDetails(name=f"试安量具{who.id}有限公司"),
            claims=(ClaimDetails(kind="unpaid_wages", amount=Decimal(12_000)),),
            facts_text=STORIES[0].text.format(months=5, years=1, wage=4_200),
            employed_from=timezone.localdate().replace(day=1),
            consents=(ConsentDetails(purpose="application", text="我同意。"),),
        )


def _writes(text: str) -> bool:
    """Whether a statement writes; a job is put into the queue by a function that is selected."""
    words = text.lstrip().upper()
    return words.startswith(WRITING) or "procrastinate_defer" in text
