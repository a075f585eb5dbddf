"""What is asked after the aid, and when nobody has to be asked any more (the union's own rules)."""

from collections.abc import Mapping

from gongyuan.quality.choices import ANSWERS_OF, VisitQuestion, VisitWay


def answer_obstacles(answers: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the answers, by question: every question has one of its own choices.

    There is no free score: who cannot say takes 说不清.
    """
    found = {}
    for question in VisitQuestion:
        allowed = ANSWERS_OF[question]
        given = answers.get(question, "")
        if not given:
            found[str(question)] = "请选一个；说不清的选“说不清”。"
        elif given not in allowed:
            found[str(question)] = "没有这个答案。"
    return found


def calling_obstacles(way: str, *, contact_note: str, note_was_read: bool) -> list[str]:
    """Why one may not call yet: who has said when it is safe is called so and not otherwise."""
    if way == VisitWay.CALL and contact_note and not note_was_read:
        return [f"请先看联系提示“{contact_note}”，照它联系。"]
    return []


def giving_up_obstacles(attempts: int, wanted: int | None) -> list[str]:
    """Why a visit may not be given up: so many attempts were made, so many the policy asks for."""
    if wanted is None:
        return ["当地没有定联系几次不成可以了结，请先在政策规则里定。"]
    if attempts < wanted:
        return [f"联系{wanted}次不成才能了结，现在是{attempts}次。"]
    return []
