"""What stands in the way of an order from above and of its answer: pure functions."""

from datetime import date


def order_obstacles(
    demand: str, due_on: date, *, today: date, is_open: bool
) -> dict[str, list[str]]:
    """Why this order cannot be given, by field (豫工办〔2015〕28号 二（三）: 重点督办).

    It says what is wanted and by which day, and the case must not be over.
    """
    found: dict[str, list[str]] = {}
    if not is_open:
        found[""] = ["案件已经办完，不能再督办。"]
    if not demand.strip():
        found["demand"] = ["请写明督办要求。"]
    return found | day_obstacles(due_on, today=today)


def day_obstacles(due_on: date, *, today: date) -> dict[str, list[str]]:
    """Why feedback cannot be asked for by this day: it is over (重点督办, 期限由督办单位定)."""
    return {"due_on": ["反馈期限已经过了，请写今天或者以后的日期。"]} if due_on < today else {}


def feedback_obstacles(text: str) -> list[str]:
    """Why this is no feedback: it says nothing (重点督办)."""
    return [] if text.strip() else ["请写明办理情况。"]
