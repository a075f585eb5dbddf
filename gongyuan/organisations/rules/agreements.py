"""What may stand in the register of agreements, on plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyuan.law.identity import uscc_obstacles
from gongyuan.organisations.choices import AgreementStanding
from gongyuan.organisations.rules.texts import text_obstacles


@dataclass(frozen=True, kw_only=True)
class AgreementDetails:
    """What is written down about an agreement."""

    title: str
    partner_kind: str
    partner_name: str
    scope: str
    signed_on: date
    starts_on: date
    #: The last day in force; None: until it is ended.
    ends_on: date | None = None
    partner_code: str = ""
    other_parties: str = ""


def agreement_obstacles(details: AgreementDetails, *, today: date) -> dict[str, list[str]]:
    """Why an agreement cannot be registered like this, all reasons by field.

    It has been signed and ends no earlier than it begins (民法典第一百六十条、第四百九十条); a code
    of the other side is a valid one (GB 32100-2015).
    """
    is_early = details.ends_on is not None and details.ends_on < details.starts_on
    return {
        "title": text_obstacles(details.title),
        "partner_name": text_obstacles(details.partner_name),
        "partner_code": uscc_obstacles(details.partner_code) if details.partner_code else [],
        "signed_on": ["签订日期晚于今天。"] if details.signed_on > today else [],
        "ends_on": ["到期日期早于生效日期。"] if is_early else [],
    }


def renewal_obstacles(
    *, is_renewed: bool, ended_on: date | None, former_starts_on: date, starts_on: date
) -> list[str]:
    """An agreement is renewed once, by one that begins later (民法典第五百四十三条)."""
    if is_renewed:
        return ["该协议已经续签。"]
    if ended_on:
        return ["该协议已提前终止，请另外登记新的协议。"]
    return [] if starts_on > former_starts_on else ["续签的生效日期要晚于原协议的生效日期。"]


def renewal_days(former_ends_on: date | None) -> dict[str, date | None]:
    """The days a renewal begins with on its form: it goes on the day after the former one's last;
    what was signed and until when is for the paper to say (民法典第一百六十条)."""
    begins = former_ends_on + timedelta(days=1) if former_ends_on else None
    return {"signed_on": None, "starts_on": begins, "ends_on": None}


def early_end_obstacles(
    *,
    starts_on: date,
    ends_on: date | None,
    was_ended_on: date | None,
    ended_on: date,
    today: date,
) -> list[str]:
    """An agreement is ended within its term, on a day that has come (民法典第五百五十七条)."""
    if was_ended_on:
        return [f"已于{was_ended_on:%Y-%m-%d}提前终止。"]
    if ended_on > today:
        return ["终止日期晚于今天。"]
    if ended_on < starts_on:
        return ["终止日期早于生效日期。"]
    if ends_on and ended_on > ends_on:
        return [f"{ends_on:%Y-%m-%d}已到期，不用提前终止。"]
    return []


def remind_on(*, ends_on: date | None, days: int | None) -> date | None:
    """The day from which an agreement's end is on the worklist; None without an end or a rule.

    `days`: calendar days before the end, from the policy of the place (工会自定).
    """
    if ends_on is None or days is None:
        return None
    return ends_on - timedelta(days=days)


def standing(
    *, starts_on: date, ends_on: date | None, ended_on: date | None, reminds: date | None, on: date
) -> AgreementStanding:
    """How an agreement stands on a day; its last day still counts (民法典第一百六十条)."""
    if ended_on and ended_on <= on:
        return AgreementStanding.ENDED
    if on < starts_on:
        return AgreementStanding.COMING
    if ends_on and ends_on < on:
        return AgreementStanding.EXPIRED
    if reminds and reminds <= on:
        return AgreementStanding.ENDING
    return AgreementStanding.IN_FORCE
