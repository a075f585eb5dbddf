"""A worker's phone without scripts: pages are got, forms are filled in by their own names."""

from typing import Any

from django.test import Client
from django.urls import reverse

from gongyuan.core.models import Notice
from gongyuan.organisations.models import Unit
from tests.organisations.factories import Tree, make_institution, make_tree
from tests.people.factories import identity_number, phone

STORY = "在工地做木工三个月，工钱一直没有给。"
#: Every question of the application that a migrant worker owed wages is asked, in order.
WAGES: dict[str, dict[str, Any]] = {
    "what": {"what": "unpaid"},
    "claims": {"claims": ["unpaid_wages"]},
    "amounts": {"unpaid_wages": "1.2万元"},
    "story": {"story": STORY},
    "employer": {"employer": "东山路工地", "employer_unsure": "on"},
    "place": {},
    "dates": {"employed_from": "2026年3月", "still": "no", "employed_to": "20260601"},
    "you": {},
    "migrant": {"migrant": "yes"},
    "coworkers": {},
    "papers": {},
    "consent": {"use": "on", "sensitive": "on", "lawyer": "on"},
}


def make_places() -> Tree:
    """A tree of unions whose first county has an aid centre."""
    tree = make_tree()
    make_institution(
        unit=tree.county, name="临河县职工法律援助中心", address="河街1号", hours="周一至周五"
    )
    return tree


class Phone:
    """One device: its cookies, and what its owner types."""

    def __init__(self, unit: Unit, **typed: dict[str, Any]) -> None:
        self.client = Client()
        self.unit = unit
        self.number = phone()
        self.person = {
            "name": "试职工",
            "identity_number": identity_number(),
            "phone": self.number,
            "contact": "晚上8点以后",
        }
        self.typed = {**WAGES, "you": self.person, **typed}

    def get(self, name: str, /, *args: Any, **data: Any):
        return self.client.get(reverse(name, args=args), data)

    def post(self, name: str, /, *args: Any, **data: Any):
        return self.client.post(reverse(name, args=args), data)

    def answer(self, slug: str, /, **data: Any):
        return self.post("portal_apply_question", slug, **data)

    def pick(self, flow: str = "apply"):
        """Go down the places to the unit; the last answer."""
        address = reverse("portal_place" if flow == "home" else f"portal_{flow}_place")
        line = [*Unit.objects.all().ancestors_of(self.unit), self.unit]
        for unit in line:
            answer = self.client.post(address, {"unit": unit.pk})
            address = answer["Location"]
        return answer

    def go_on(self, until: str | None = None) -> str:
        """Answer what is asked, one page after another, following the way shown; where it ends."""
        address = self.get("portal_apply")["Location"]
        while address != reverse("portal_apply_answers"):
            slug = address.strip("/").split("/")[1]
            if slug == until:
                return address
            assert self.client.get(address).status_code == 200
            answer = self.pick() if slug == "place" else self.client.post(address, self.typed[slug])
            assert answer.status_code == 302, answer.content.decode()
            address = self.get("portal_apply")["Location"]
        return address

    def sms_code(self) -> str:
        return Notice.objects.filter(body__isnull=False).latest("pk").body[3:9]

    def send(self):
        """From the list of answers to the receipt, the code being read from the text message."""
        assert self.post("portal_apply_answers")["Location"] == reverse("portal_apply_code")
        return self.post("portal_apply_code", code=self.sms_code())
