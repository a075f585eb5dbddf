"""What law and decency say of complaints (《法律援助投诉处理办法》, 司法部令第149号)."""

from collections.abc import Iterable

from gongyuan.quality.choices import ComplainantKind, ComplaintAbout, ComplaintState

#: The forms' own lengths, not of law.
LONGEST_FACTS = 5000
#: What is under way can take in a further complaint of the same matter.
TAKES_IN = frozenset(
    {
        ComplaintState.LODGED,
        ComplaintState.INCOMPLETE,
        ComplaintState.INVESTIGATING,
        ComplaintState.ANSWER_DUE,
        ComplaintState.FORWARDED,
    }
)
#: Which period runs in which state: the code of law and the policy's parameter for its length.
CLOCKS: dict[str, tuple[str, str]] = {
    ComplaintState.LODGED: ("COMPLAINT_ACCEPT", "complaint_accept_days"),
    ComplaintState.INCOMPLETE: ("COMPLAINT_MORE", "complaint_supplement_days"),
    ComplaintState.INVESTIGATING: ("COMPLAINT_END", "complaint_end_days"),
    ComplaintState.ANSWER_DUE: ("COMPLAINT_REPLY", "complaint_reply_days"),
}


def is_for_the_upper_unit(about: str) -> bool:
    """Whether a complaint leaves the union it is about: nobody decides on the own office.

    One about a lawyer stays; one about staff or the office goes to the next union up.
    """
    return about in (ComplaintAbout.STAFF, ComplaintAbout.UNION)


def lodging_obstacles(
    *, facts: str, grounds: Iterable[str], kind: str, has_case: bool
) -> dict[str, str]:
    """What is missing for a complaint to be taken in, by the field it belongs to (第三条).

    A complaint may be made by word of mouth; what it cannot do without are its facts and a ground.
    Applicant and recipient are so by a case: without one it is an interested party.
    """
    found = {}
    words = facts.strip()
    if not words:
        found["facts"] = "请写明发生了什么事。"
    elif len(words) > LONGEST_FACTS:
        found["facts"] = f"最多{LONGEST_FACTS}个字，现有{len(words)}个。"
    if not list(grounds):
        found["grounds"] = "请至少选一个投诉事由。"
    if kind == ComplainantKind.RECIPIENT and not has_case:
        found["complainant_kind"] = "受援人的投诉要写明案号；不知道的，选“利害关系人”。"
    return found


def merging_obstacles(*, is_same: bool, unit_is_same: bool, other_state: str) -> list[str]:
    """Why a complaint is not handled together with another (同一事项多次投诉可以合并)."""
    if is_same:
        return ["不能并入自己。"]
    if not unit_is_same:
        return ["只能并入本单位正在处理的投诉。"]
    if other_state not in TAKES_IN:
        return ["前一投诉已经了结，不能再并入。"]
    return []


def question_obstacles(question: str, *, name: str, phone: str) -> list[str]:
    """Why the one complained about may not be asked this: it must not give away who complains."""
    words = question.strip()
    if not words:
        return ["请写明要了解什么。"]
    if (name and name in words) or (phone and phone in words):
        return ["询问里不能写投诉人的姓名、电话。"]
    return []


def verdict_obstacles(finding: str, measures: str, *, is_verified: bool) -> dict[str, str]:
    """What a verdict lacks, by field: what was found, and if it is true, what is done about it."""
    found = {}
    if not finding.strip():
        found["finding"] = "请写明查明的情况。"
    if is_verified and not measures.strip():
        found["measures"] = "属实的，请写明处理措施。"
    return found
