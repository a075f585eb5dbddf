"""Who may sign at a shared desk and with what code; who may do whose work."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from gongyuan.people.choices import COVERABLE_ROLES, DESK_ROLES

CODE = re.compile(r"[0-9]{6}")


def code_obstacles(code: str) -> list[str]:
    """Why these digits are no signing code (签到码): not six, all alike, or a plain run."""
    if not CODE.fullmatch(code):
        return ["签到码是6位数字。"]
    steps = {int(b) - int(a) for a, b in zip(code, code[1:], strict=False)}
    if steps in ({0}, {1}, {-1}):
        return ["这个签到码太容易被猜到，请换一个。"]
    return []


def desk_obstacles(*, role: str, other_posts: int, institution: bool) -> list[str]:
    """Why this post cannot become a shared desk (共用窗口): a role that decides, an account that
    holds other posts too, a post without institution."""
    obstacles = []
    if role not in DESK_ROLES:
        obstacles.append("共用窗口的账号只能是窗口工作人员或者12351坐席岗位。")
    if other_posts:
        obstacles.append("这个账号还有别的岗位，不能作共用窗口。")
    if not institution:
        obstacles.append("这个岗位没有所在机构，请先任命到机构。")
    return obstacles


@dataclass(frozen=True, kw_only=True)
class CodeFacts:
    """What is known of a person's code when it is tried: how often wrong in a row before."""

    is_set: bool
    paused_until: datetime | None
    failures: int


def signing_obstacles(code: CodeFacts, *, now: datetime, clock: str) -> list[str]:
    """Why nobody can sign with this code now, right or wrong (签到码): none set, or paused.

    `clock` is the Beijing time at which the pause ends, in words.
    """
    if not code.is_set:
        return ["还没有签到码，请系统管理员发一个。"]
    if code.paused_until is not None and now < code.paused_until:
        return [f"签到码连续输错，暂停使用到{clock}。急用请系统管理员重发。"]
    return []


@dataclass(frozen=True, kw_only=True)
class CoverFacts:
    """What decides whether somebody may do the work of a post for some days."""

    role: str
    is_self: bool
    #: Roles that the cover holds in the post's own unit during all of these days.
    own_roles: frozenset[str]
    #: Standing covers that meet these days: of this post; by the absent person for others; of the
    #: cover, who is absent then.
    is_covered: bool
    absent_covers: bool
    cover_is_absent: bool


def cover_obstacles(facts: CoverFacts) -> list[str]:
    """Why this person may not do that post's work (代班): a post whose powers no colleague may
    hold, nobody of the same unit, oneself, one covered already, and no chains: neither somebody
    who is absent then, nor for somebody who covers a third."""
    if facts.role not in COVERABLE_ROLES:
        return ["这个岗位不能由同事代班，请系统管理员任命临时岗位。"]
    if facts.is_self:
        return ["不能请自己代班。"]
    obstacles = []
    if not facts.own_roles & COVERABLE_ROLES:
        obstacles.append("代班的人要在这些日子里在本单位任法律部、窗口、热线或者统计岗位。")
    if facts.is_covered:
        obstacles.append("这些日子里已经请了人代班。")
    if facts.absent_covers:
        obstacles.append("这些日子里你自己在替别人代班，不能再转给第三个人。")
    if facts.cover_is_absent:
        obstacles.append("对方那些日子自己也请了人代班。")
    return obstacles


def cover_days_obstacles(starts_on: date, ends_on: date, *, today: date, most: int) -> list[str]:
    """Why a cover cannot run over these days, both included (代班): the wrong way round, gone by,
    or longer than `most` days; a longer absence is an appointment."""
    if ends_on < starts_on:
        return ["最后一日早于第一日。"]
    if starts_on < today:
        return ["代班不能从已经过去的日子开始。"]
    if (ends_on - starts_on).days >= most > 0:
        return [f"代班最长{most}天，更久的请系统管理员任命临时岗位。"]
    return []
