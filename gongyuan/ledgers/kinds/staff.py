"""Members of staff: their accounts and posts."""

from collections.abc import Sequence

from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.entries import Entry
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds import parsing
from gongyuan.ledgers.kinds.comparing import compare, day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, Kind, LedgerColumn, Line, Read, RowsOut, Run
from gongyuan.ledgers.kinds.places import find_units
from gongyuan.people import rules
from gongyuan.people.actions.ledger import StaffRow, enter_staff
from gongyuan.people.actor import Actor
from gongyuan.people.choices import STAFF_ROLES, Employment, Role
from gongyuan.people.details import PostDetails
from gongyuan.people.models import Post, User

#: Posts a ledger may give: no power over accounts comes by a list, and mediators and supervisors
#: need a certificate that is looked at one by one (豫工文〔2020〕40号 三(二)2).
ROLES = [
    (str(role), str(role.label))
    for role in Role
    if role in STAFF_ROLES or role in (Role.FINANCE_OFFICER, Role.STATISTICIAN)
]
_WORDS = {
    "负责人": Role.LEGAL_HEAD,
    "部长": Role.LEGAL_HEAD,
    "法律工作者": Role.LEGAL_OFFICER,
    "法律部": Role.LEGAL_OFFICER,
    "窗口": Role.WINDOW_CLERK,
    "热线": Role.HOTLINE_AGENT,
    "12351": Role.HOTLINE_AGENT,
}
_EMPLOYMENT = {"专": Employment.FULL_TIME, "兼": Employment.PART_TIME}


def _username(column: Column, typed: str) -> Read:
    found = parsing.code(column, typed)
    value = (found.value or "").lower()
    obstacles = rules.username_obstacles(value) if value else []
    return Read(value=value, reason=found.reason or "".join(obstacles))


COLUMNS = (
    LedgerColumn(
        name="name",
        heading="姓名",
        how="本人姓名",
        example="林试员",
        longest=40,
        is_required=True,
        parse=parsing.name,
        aliases=("人员姓名", "工作人员", "工作人员姓名"),
    ),
    LedgerColumn(
        name="username",
        heading="账号",
        how="3到60个小写字母、数字、点或者短横线",
        example="lin.shiyuan",
        longest=60,
        is_required=True,
        parse=_username,
        aliases=("登录名", "用户名", "登录账号", "帐号"),
    ),
    LedgerColumn(
        name="unit",
        heading="单位",
        how="区划代码或名称；不填为本单位",
        example="",
        width=24,
        parse=parsing.text,
        aliases=("工作单位", "所在单位", "所属工会", "工会"),
    ),
    LedgerColumn(
        name="role",
        heading="岗位",
        how="、".join(label for _, label in ROLES),
        example=Role.LEGAL_OFFICER.label,
        is_required=True,
        choices=tuple(label for _, label in ROLES),
        parse=parsing.one_of(ROLES, _WORDS),
        aliases=("角色", "职务", "工作岗位"),
    ),
    LedgerColumn(
        name="employment",
        heading="专职兼职",
        how="专职或者兼职；不填为专职",
        example=Employment.FULL_TIME.label,
        choices=tuple(Employment.labels),
        parse=parsing.one_of(Employment.choices, _EMPLOYMENT),
        aliases=("专兼职", "专/兼职", "用工", "专职/兼职"),
    ),
    LedgerColumn(
        name="starts_on",
        heading="任职自",
        how="年-月-日",
        example="2026-01-01",
        is_required=True,
        parse=parsing.day,
        aliases=("任职时间", "到岗时间", "任职日期", "上岗时间"),
    ),
    LedgerColumn(
        name="ends_on",
        heading="任职至",
        how="年-月-日；不填为没有期限",
        example="",
        parse=parsing.last_day,
        aliases=("离任时间", "任职期满", "任期至"),
    ),
)
LABELS = {"employment": dict(Employment.choices)}


def _key(line: Line) -> str:
    if not line.values.get("username"):
        return ""
    return "@".join(
        [line.values["username"], line.texts.get("unit", ""), line.values.get("role") or ""]
    )


def _judge(lines: Sequence[Line], run: Run) -> None:
    units = find_units(lines, run, name="unit")
    names = {line.values.get("username") for line in lines}
    users = {user.username: user for user in User.objects.filter(username__in=names)}
    posts = {
        (post.user_id, post.unit_id, post.role): post
        for post in Post.objects.filter(user__in=users.values(), ends_on=None)
    }
    in_sight = set(
        Post.objects.visible_to(run.actor)
        .filter(user__in=users.values())
        .values_list("user", flat=True)
    )
    for line in lines:
        user = users.get(line.values.get("username") or "")
        unit = units.get(line.position)
        _judge_person(line, user, run, in_sight=in_sight)
        if unit is None or line.faults:
            continue
        _judge_post(line, user, run)
        post = posts.get((user.pk, unit.pk, line.values["role"])) if user else None
        if post is not None:
            line.existing = post
            compare(line, {"employment": post.employment}, words=LABELS)
        line.data = (user, unit)


def _judge_person(line: Line, user: User | None, run: Run, *, in_sight: set[int]) -> None:
    name, username = line.values.get("name"), line.values.get("username")
    first = run.memory.setdefault("names", {}).setdefault(username, name)
    if username and name and first != name:
        line.fault("username", f"上面的行里这个账号是“{first}”的。")
    if user is None:
        return
    if user.pk not in in_sight:
        line.fault("username", "这个账号名已经有人用了，请换一个。")
    elif user.name != name:
        line.fault("username", f"这个账号是“{user.name}”的，与姓名不同。")


def _judge_post(line: Line, user: User | None, run: Run) -> None:
    # The union is in sight, and no role of ROLES is for the unit above alone to give.
    if user is not None and user.pk == run.actor.user_id:
        line.fault("role", "不能给自己任命岗位，请由上级系统管理员办理。")
    for reason in rules.period_obstacles(line.values["starts_on"], line.values.get("ends_on")):
        line.fault("ends_on", reason)


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    rows = []
    for line in lines:
        user, unit = line.data
        known = line.existing
        employment = line.values.get("employment") or (
            known.employment if known else Employment.FULL_TIME
        )
        post = PostDetails(
            unit=unit,
            role=line.values["role"],
            starts_on=line.values["starts_on"],
            ends_on=line.values.get("ends_on"),
            employment=employment,
        )
        rows.append(
            StaffRow(
                position=line.position,
                username=line.values["username"],
                name=line.values["name"],
                post=post,
                user=user,
                known=known,
            )
        )
    return enter_staff(rows=rows, actor=run.actor, now=run.now)


def _rows_out(actor: Actor, going: Going) -> RowsOut:
    wanted = [role for role, _ in ROLES]
    rows = Post.objects.visible_to(actor).held_on(going.today).filter(role__in=wanted)

    def cells(post: Post) -> dict[str, Cell]:
        return {
            "name": post.user.name,
            "username": post.user.username,
            "unit": post.unit.name,
            "role": post.get_role_display(),
            "employment": post.get_employment_display(),
            "starts_on": day_text(post.starts_on),
            "ends_on": day_text(post.ends_on),
        }

    return rows.select_related("user", "unit").order_by("unit_path", "pk"), cells


KIND = Kind(
    code=LedgerKind.STAFF,
    columns=COLUMNS,
    known_by="账号、单位和岗位",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=_rows_out,
    models=(User, Post),
    note="新开的账号没有密码，导入以后由系统管理员逐人“重设密码”再交给本人。",
)
