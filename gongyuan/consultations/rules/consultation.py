"""What stands in the way of a question, an answer, a transfer: pure functions."""

from datetime import datetime

from gongyuan.consultations.choices import (
    OPEN_STATES,
    WRITTEN_DOWN,
    Channel,
    ConsultationState,
)

#: The forms' own bounds, not of law.
LONGEST_QUESTION = 5000
LONGEST_ANSWER = 10_000
MOST_PEOPLE = 1000
MOST_MINUTES = 12 * 60
#: The code alone opens an answer, so nobody may guess it.
RANDOM_LENGTH = 10

#: Deadline of the law's table and parameter of the policy that may shorten it, by channel.
CLOCKS: dict[str, tuple[str, str]] = {
    Channel.WEB: ("CONSULT_WEB", "consultation_web_hours"),
    Channel.BY_LETTER: ("CONSULT_LETTER", "consultation_letter_days"),
}


def asking_obstacles(
    *, question: str, people_count: int, asked_at: datetime, now: datetime
) -> dict[str, str]:
    """What is wrong with a question, by field (SF/T 0058-2019: what is asked is recorded)."""
    found = {}
    if not any(character.isalnum() for character in question):
        found["question"] = "请写明问的是什么。"
    elif len(question) > LONGEST_QUESTION:
        found["question"] = f"最多{LONGEST_QUESTION}字，现有{len(question)}字。"
    if not 1 <= people_count <= MOST_PEOPLE:
        found["people_count"] = f"请填1到{MOST_PEOPLE}人。"
    if asked_at > now:
        found["asked_at"] = "这个时间还没有到。"
    return found


def answering_obstacles(*, answer: str, minutes: int | None) -> dict[str, str]:
    """What is wrong with an answer, by field."""
    found = {}
    if not any(character.isalnum() for character in answer):
        found["answer"] = "请写明怎样答复的。"
    elif len(answer) > LONGEST_ANSWER:
        found["answer"] = f"最多{LONGEST_ANSWER}字，现有{len(answer)}字。"
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        found["minutes"] = f"请填1到{MOST_MINUTES}分钟。"
    return found


def is_written_down(channel: str) -> bool:
    """Whether an office writes such a question down; one from the web comes in by itself."""
    return channel in WRITTEN_DOWN


def transfer_obstacles(*, is_same_unit: bool, is_closed: bool) -> list[str]:
    """Why a question cannot go to a union (平工文〔2016〕28号 附件1 三(一): 确定区属关系)."""
    if is_same_unit:
        return ["已经在这个单位。"]
    return ["这个单位已经撤销。"] if is_closed else []


def applying_obstacles(*, state: str, is_applied: bool, is_held: bool) -> list[str]:
    """Why no application can begin from a consultation (工会自定): one followed it already,
    it was set aside, or somebody else (`is_held`) is just answering it."""
    if is_applied:
        return ["这次咨询已经转为法律援助申请。"]
    if state == ConsultationState.SET_ASIDE:
        return ["不予答复的咨询不能转为申请，要申请的请直接登记。"]
    return ["别人正在答复这个问题。"] if is_held and state in OPEN_STATES else []
