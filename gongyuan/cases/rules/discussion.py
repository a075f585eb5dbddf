"""What stands in the way of discussing a case together: pure functions on plain values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Somebody who is to take part; the account where there is one."""

    name: str
    office: str
    user_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Who stands on either side of a case, as far as it is known by name or account."""

    names: frozenset[str] = frozenset()
    #: Accounts of lawyers whose firm serves the employer.
    engaged_user_ids: frozenset[int] = frozenset()


def interest_of(seat: Seat, parties: Parties) -> str:
    """Why somebody may not take part: an interest in the case that is known; empty when none.

    办理法律援助案件, 审查人员回避 (河南省法律援助条例 第二十一条 by analogy): applicants, their
    agents and the employer's legal representative by name, and lawyers whose firm serves the
    employer (律师法 第三十九条).
    """
    if seat.user_id in parties.engaged_user_ids:
        return f"{seat.name}所在律师事务所为用人单位服务，应当回避，不能参加讨论。"
    if seat.name in parties.names:
        return (
            f"{seat.name}与本案当事人、代理人或者法定代表人同名，应当回避；"
            "同名不同人的，请在姓名后加注。"
        )
    return ""


def convening_obstacles(
    seats: Sequence[Seat], parties: Parties, *, least: int, chair: str
) -> dict[str, list[str]]:
    """Why these people cannot be called together, by field; `least` is the policy's (待核).

    Too few, one twice, a chair who does not sit, or somebody with an interest in the case.
    """
    found: dict[str, list[str]] = {}
    if len(seats) < least:
        found["members"] = [f"集体讨论至少{least}人，现有{len(seats)}人。"]
    names = [(seat.name, seat.office) for seat in seats]
    if len(set(names)) < len(names):
        found.setdefault("members", []).append("同一个人写了两次。")
    interests = [text for seat in seats if (text := interest_of(seat, parties))]
    if interests:
        found["members"] = [*found.get("members", []), *interests]
    if chair.strip() not in {seat.name for seat in seats}:
        found["chair"] = ["主持人要在参加人员里。"]
    return found


def conclusion_obstacles(
    silent: Collection[str], present: int, *, least: int, conclusion: str
) -> list[str]:
    """Why a discussion cannot be concluded: somebody has not spoken, too few, nothing said."""
    found = []
    if present < least:
        found.append(f"回避以后只剩{present}人，不足{least}人，请另行召集。")
    if silent:
        found.append(f"还没有意见：{'、'.join(silent)}。")
    if not conclusion.strip():
        found.append("请写明讨论结论。")
    return found


def held_obstacles(held_on: date, *, today: date) -> list[str]:
    """Why a discussion cannot be concluded yet: its day is still to come."""
    return ["讨论日期还没有到，不能形成结论。"] if held_on > today else []


def duty_obstacles(why: str) -> list[str]:
    """Why a case cannot be decided yet: it must be discussed first, for the reason `why`.

    豫工办〔2015〕28号 二（三）, where the pack of the place orders it, or whoever marked the case.
    """
    return [f"这是重大案件，要先集体讨论再决定。{why}"] if why else []
