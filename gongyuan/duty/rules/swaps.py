"""Who may change places with whom, and when leave and presence may be entered."""

from dataclasses import dataclass
from datetime import date, datetime

from gongyuan.duty.rules.words import days_words

#: A run of days, the first and the last.
Days = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class TakerFacts:
    """Someone who would take over a shift; `when` is the shift, `away` why the person cannot come
    that day, both in words."""

    name: str
    when: str
    is_on_list: bool
    away: str
    is_sitting: bool


def taking_obstacles(taker: TakerFacts) -> list[str]:
    """Why this person cannot take the shift (豫工文〔2020〕40号 三(三)2, 窗口值班): not on the
    point's list, on leave or not to be had that day, or sitting already at that time."""
    if not taker.is_on_list:
        return [f"{taker.name}不在这个值班点的名单上。"]
    obstacles = []
    if taker.away:
        obstacles.append(f"{taker.when}：{taker.name}{taker.away}。")
    if taker.is_sitting:
        obstacles.append(f"{taker.when}：{taker.name}这个时段已经值班。")
    return obstacles


def shift_open_obstacles(*, when: str, starts_at: datetime, now: datetime) -> list[str]:
    """Why a shift can no longer be given to somebody else: it has begun (窗口值班)."""
    return [f"{when}：这一班已经开始，不能再换。"] if starts_at <= now else []


def run_obstacles(days: Days | None, *, whose: str, count: int) -> list[str]:
    """Why these days are no run of shifts to be changed (换班): the wrong way round, or nobody of
    that name sits on them."""
    if days is None:
        return []
    first, last = days
    if last < first:
        return [f"{whose}的最后一天早于第一天。"]
    return [] if count else [f"{days_words(first, last)}，已公布的值班表上没有{whose}。"]


def leave_obstacles(first_day: date, last_day: date, *, today: date) -> list[str]:
    """Why leave cannot be taken for these days, both included (窗口值班的请假)."""
    if last_day < first_day:
        return ["请假的最后一日早于第一日。"]
    if last_day < today:
        return ["请假的日子已经过去。"]
    return []


def arrival_obstacles(*, day: date, today: date, ends_at: datetime, now: datetime) -> list[str]:
    """Why presence cannot be entered now (窗口值班的签到): on another day, or after the end."""
    if day != today:
        return ["只能在值班当天签到。"]
    if now >= ends_at:
        return ["这一班已经结束，不能补签。"]
    return []


def correction_obstacles(
    *, came: datetime | None, left: datetime | None, starts_at: datetime, now: datetime
) -> list[str]:
    """Why this cannot be the record of who was there (窗口值班的到岗记录): the shift has not begun,
    somebody leaves without having come or before, or comes or leaves in the future."""
    if starts_at > now:
        return ["这一班还没有开始，没有可以更正的记录。"]
    if left is not None and came is None:
        return ["写了离岗，到岗也要写。"]
    if came is not None and left is not None and left < came:
        return ["离岗早于到岗，请核对。"]
    if any(at is not None and at > now for at in (came, left)):
        return ["到岗、离岗不能写将来的时间。"]
    return []
