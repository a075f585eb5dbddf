"""What a duty point and a place on its list must be."""

from collections.abc import Sequence
from datetime import date, time

from gongyuan.duty.choices import PARTS_OF

MOST_SEATS = 5
#: Morning from and to, afternoon from and to.
Hours = tuple[time, time, time, time]


def hours_obstacles(hours: Hours) -> list[str]:
    """Why these cannot be hours of duty (窗口值班的时间): they do not follow each other."""
    begins, ends, begins_again, ends_again = hours
    if begins < ends <= begins_again < ends_again:
        return []
    return ["值班时间要一段接一段：上午自、上午至、下午自、下午至，后一个不能早于前一个。"]


def week_obstacles(week: Sequence[str]) -> list[str]:
    """Why this cannot be a week's pattern (窗口值班的安排): no day has a shift."""
    return [] if any(PARTS_OF[day] for day in week) else ["一周里至少有一天要排班。"]


def seats_obstacles(seats: int) -> list[str]:
    """Why so many cannot sit at once (窗口值班的人数): none, or more than five."""
    return [] if 1 <= seats <= MOST_SEATS else [f"同时值班人数是1到{MOST_SEATS}人。"]


def member_obstacles(
    *, is_given_one: bool, is_of_point: bool, serves: Sequence[str], starts_on: date, today: date
) -> list[str]:
    """Why somebody cannot be put on the list (豫工文〔2020〕40号 三(三)2, 律师参与法律服务、窗口
    值班): none or two are named, not of this unit, a lawyer without a running term or without the
    certificate the work asks for (`serves` says why), from a day gone by."""
    if not is_given_one:
        return ["请选一位工作人员、一位律师或者一位志愿者。"]
    obstacles = (
        []
        if is_of_point
        else ["只能选本单位在任的工作人员、在册的志愿者，或者为本单位服务的律师。"]
    )
    obstacles += serves
    if starts_on < today:
        obstacles.append("开始值班的日子不能早于今天。")
    return obstacles
