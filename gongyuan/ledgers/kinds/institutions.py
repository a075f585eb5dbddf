"""Aid institutions (吉会法字〔2015〕1号 附件 注2: name, form, head and how to reach them)."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from gongyuan.core.sheets.entries import Entry
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds import parsing
from gongyuan.ledgers.kinds.comparing import compare, day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, Kind, LedgerColumn, Line, RowsOut, Run
from gongyuan.ledgers.kinds.places import find_units
from gongyuan.organisations import rules
from gongyuan.organisations.actions.ledger import InstitutionRow, enter_institutions
from gongyuan.organisations.choices import InstitutionForm, InstitutionFunction, InstitutionKind
from gongyuan.organisations.models import AidInstitution, InstitutionStretch
from gongyuan.organisations.rules import InstitutionDetails
from gongyuan.people.actor import Actor

_FORMS = {
    "单独设立": InstitutionForm.STAND_ALONE,
    "独立设置": InstitutionForm.STAND_ALONE,
    "合署": InstitutionForm.CO_LOCATED,
    "帮扶中心": InstitutionForm.CO_LOCATED,
    "分中心": InstitutionForm.JUDICIAL_BRANCH,
    "司法": InstitutionForm.JUDICIAL_BRANCH,
    "作为地方司法行政法律援助中心分中心或职工法律援助工作站": InstitutionForm.JUDICIAL_BRANCH,
    "购买": InstitutionForm.PURCHASED,
    "购买服务": InstitutionForm.PURCHASED,
}
_KINDS = {
    "中心": InstitutionKind.CENTRE,
    "分中心": InstitutionKind.BRANCH,
    "工作站": InstitutionKind.STATION,
    "站": InstitutionKind.STATION,
    "联系点": InstitutionKind.POINT,
    "点": InstitutionKind.POINT,
    "窗口": InstitutionKind.WINDOW,
}
_FUNCTIONS = {
    "咨询": InstitutionFunction.CONSULTATION,
    "援助": InstitutionFunction.AID,
    "登记": InstitutionFunction.REGISTRATION,
}

COLUMNS = (
    LedgerColumn(
        name="name",
        heading="机构名称",
        how="全称",
        example="临河县职工法律援助中心",
        is_required=True,
        width=30,
        parse=parsing.text,
        aliases=("名称", "法律援助机构名称", "站点名称", "法援机构名称", "机构全称", "工作站名称"),
    ),
    LedgerColumn(
        name="form",
        heading="组建形式",
        how="、".join(InstitutionForm.labels),
        example=InstitutionForm.CO_LOCATED.label,
        is_required=True,
        width=24,
        choices=tuple(InstitutionForm.labels),
        parse=parsing.one_of(InstitutionForm.choices, _FORMS),
        aliases=("设立形式", "组建方式", "机构形式", "设置形式"),
    ),
    LedgerColumn(
        name="head_name",
        heading="负责人",
        how="姓名",
        example="试某某",
        longest=40,
        is_required=True,
        parse=parsing.name,
        aliases=("负责人姓名", "机构负责人", "站长", "主任"),
    ),
    LedgerColumn(
        name="phone",
        heading="联系电话",
        how="办公电话，带区号",
        example="0375-0000000",
        longest=40,
        is_required=True,
        parse=parsing.phone,
        aliases=("联系方式", "电话", "办公电话", "负责人联系方式", "负责人电话"),
    ),
    LedgerColumn(
        name="kind",
        heading="类别",
        how="、".join(InstitutionKind.labels),
        example=InstitutionKind.CENTRE.label,
        is_required=True,
        choices=tuple(InstitutionKind.labels),
        parse=parsing.one_of(InstitutionKind.choices, _KINDS),
        aliases=("机构类别", "机构类型", "站点类型"),
    ),
    LedgerColumn(
        name="opened_on",
        heading="设立日期",
        how="年-月-日",
        example="2012-05-01",
        is_required=True,
        parse=parsing.day,
        aliases=("成立时间", "设立时间", "建站时间", "挂牌时间", "成立日期"),
    ),
    LedgerColumn(
        name="unit",
        heading="所属工会",
        how="区划代码或名称；不填为本单位",
        example="",
        width=24,
        parse=parsing.text,
        aliases=("工会", "县区", "所在县区", "主管工会", "设立单位", "单位"),
    ),
    LedgerColumn(
        name="department",
        heading="负责部门",
        how="",
        example="法律工作部",
        longest=60,
        parse=parsing.text,
        aliases=("责任部门", "主管部门"),
    ),
    LedgerColumn(
        name="address",
        heading="地址",
        how="",
        example="文化路1号",
        longest=200,
        width=30,
        parse=parsing.text,
        aliases=("办公地址", "详细地址", "办公地点"),
    ),
    LedgerColumn(
        name="hours",
        heading="办公时间",
        how="",
        example="工作日9:00—17:00",
        parse=parsing.text,
        aliases=("服务时间", "开放时间"),
    ),
    LedgerColumn(
        name="functions",
        heading="职能",
        how="、".join(InstitutionFunction.labels),
        example="法律咨询、法律援助",
        parse=parsing.some_of(InstitutionFunction.choices, _FUNCTIONS),
        aliases=("服务职能", "服务内容"),
    ),
)
WRITTEN = tuple(column.name for column in COLUMNS if column.name != "unit")
LABELS = {
    "form": dict(InstitutionForm.choices),
    "kind": dict(InstitutionKind.choices),
    "functions": dict(InstitutionFunction.choices),
}
_KNOWN_FIELDS = {field.name for field in fields(InstitutionDetails)}


def _key(line: Line) -> str:
    name = line.values.get("name")
    return f"{line.texts.get('unit', '')}@{name}" if name else ""


def _judge(lines: Sequence[Line], run: Run) -> None:
    units = find_units(lines, run, name="unit")
    names = {line.values.get("name") for line in lines}
    rows = AidInstitution.objects.filter(unit__in=units.values(), name__in=names, closed_on=None)
    known = {(row.unit_id, row.name): row for row in rows}
    seen = run.memory.setdefault("places", {})
    for line in lines:
        unit = units.get(line.position)
        if unit is None or not line.values.get("name"):
            continue
        place = (unit.pk, line.values["name"])
        sheet, number = seen.setdefault(place, (line.sheet, line.number))
        if (sheet, number) != (line.sheet, line.number) and "name" not in dict(line.faults):
            line.fault("name", f"同一工会的这个机构在“{sheet}”第{number}行已经有了。")
        line.data = unit
        existing = known.get(place)
        if existing is not None:
            line.existing = existing
            compare(line, {name: getattr(existing, name) for name in WRITTEN}, words=LABELS)
        _judge_details(line, unit, run)


def _judge_details(line: Line, unit: Any, run: Run) -> None:
    if line.faults:
        return
    known = {name: line.values.get(name) or getattr(line.existing, name, "") for name in WRITTEN}
    values: dict[str, Any] = {n: value for n, value in known.items() if n in _KNOWN_FIELDS}
    details = InstitutionDetails(**(values | {"functions": tuple(values["functions"] or ())}))
    found = rules.institution_obstacles(details, unit_level=unit.level, today=run.today)
    for field, reasons in found.items():
        for reason in reasons:
            line.fault(field, reason)


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    rows = []
    for line in lines:
        names = WRITTEN if line.existing is None else tuple(line.changes)
        values = {
            name: line.values.get(name) or ("" if name != "functions" else []) for name in names
        }
        rows.append(
            InstitutionRow(
                position=line.position, unit=line.data, values=values, known=line.existing
            )
        )
    return enter_institutions(rows=rows, actor=run.actor, now=run.now)


def _rows_out(actor: Actor, going: Going) -> RowsOut:
    rows = AidInstitution.objects.visible_to(actor).open_on(going.today).select_related("unit")

    def cells(one: AidInstitution) -> dict[str, Cell]:
        return {
            "name": one.name,
            "form": one.get_form_display(),
            "head_name": one.head_name,
            "phone": one.phone,
            "kind": one.get_kind_display(),
            "opened_on": day_text(one.opened_on),
            "unit": one.unit.name,
            "department": one.department,
            "address": one.address,
            "hours": one.hours,
            "functions": "、".join(str(LABELS["functions"][part]) for part in one.functions),
        }

    return rows.order_by("unit__path", "name"), cells


KIND = Kind(
    code=LedgerKind.INSTITUTIONS,
    columns=COLUMNS,
    known_by="所属工会和机构名称",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=_rows_out,
    models=(AidInstitution,),
    parts=((InstitutionStretch, "institution"),),
)
