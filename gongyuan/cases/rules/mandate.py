from datetime import date


def mandate_obstacles(signed_on: date, *, accepted_on: date, today: date) -> list[str]:
    """Say why a mandate cannot bear this day: before the lawyer accepted, or yet to come.

    办理法律援助案件程序规定 第二十七条. All days are Beijing days.
    """
    if signed_on > today:
        return ["签订日期晚于今天，请核对。"]
    if signed_on < accepted_on:
        return [f"签订日期早于律师接受指派的{accepted_on:%Y-%m-%d}，请核对。"]
    return []
