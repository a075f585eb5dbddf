"""Which certificate somebody needs for a duty, and whether the ones held will do (持证上岗)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.policy.choices import CertificateKind, Duty


@dataclass(frozen=True, kw_only=True)
class Held:
    """A certificate as it stands: its kind, its first and last day, and when it was withdrawn."""

    kind: str
    issued_on: date
    valid_until: date | None
    withdrawn_on: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return (
            self.issued_on <= day
            and self.withdrawn_on is None
            and (self.valid_until is None or day <= self.valid_until)
        )


def certificate_obstacles(
    *, number: str, issuer: str, issued_on: date, valid_until: date | None, today: date
) -> dict[str, list[str]]:
    """Everything wrong with the particulars of a certificate, by field."""
    found: dict[str, list[str]] = {}
    if not any(character.isalnum() for character in number):
        found["number"] = ["证书编号要填写。"]
    if not any(character.isalnum() for character in issuer):
        found["issuer"] = ["发证单位要填写。"]
    if issued_on > today:
        found["issued_on"] = ["发证日期晚于今天，请核对。"]
    if valid_until is not None and valid_until < issued_on:
        found["valid_until"] = ["有效期不能在发证以前结束。"]
    return found


def duty_obstacles(
    *, duty: str, wanted: Sequence[str], held: Sequence[Held], source: str, today: date
) -> list[str]:
    """Why somebody with these certificates may not be given a duty today (豫工文〔2020〕40号
    三(二)2 持证上岗); empty when one of the kinds wanted is valid, or none is wanted.

    `source` is the clause that asks. Says whether there is none, one expired or one withdrawn.
    """
    if not wanted or any(one.kind in wanted and one.is_valid_on(today) for one in held):
        return []
    kinds = "或者".join(str(CertificateKind(kind).label) for kind in wanted)
    return [f"“{Duty(duty).label}”须持{kinds}上岗（{source}），{_standing(wanted, held, today)}。"]


def warn_on(valid_until: date | None, *, days: int) -> date | None:
    """From which day on the end of a certificate is announced: so many natural days before it."""
    return None if valid_until is None else valid_until - timedelta(days=days)


def _standing(wanted: Sequence[str], held: Sequence[Held], today: date) -> str:
    relevant = [one for one in held if one.kind in wanted]
    ends = [one.valid_until for one in relevant if one.valid_until and one.withdrawn_on is None]
    if any(one.withdrawn_on is None and one.issued_on > today for one in relevant):
        return "登记的证书还没有生效"
    if ends:
        last = max(ends)
        return f"登记的证书已于{last.year}年{last.month}月{last.day}日到期，换证登记以后再安排"
    if relevant:
        return "登记的证书已经注销"
    return "没有登记这种证书"
