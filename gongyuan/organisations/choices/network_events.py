"""What can happen to targets, checks of stations and the log of coordination."""

from gongyuan.core.events import EventCode, Note
from gongyuan.organisations.choices.powers import CHECK_STATIONS, COORDINATION_KEEP, SET_TARGETS

NETWORK_EVENTS = [
    EventCode(
        code="organisations.coveragetarget.enter",
        label="设定组建率目标",
        kind="coverage",
        capability=SET_TARGETS,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.stationcheck.record",
        label="达标检查",
        kind="station_check",
        capability=CHECK_STATIONS,
    ),
    EventCode(
        code="organisations.stationcheckitem.mend",
        label="整改完成",
        kind="station_check",
        capability=CHECK_STATIONS,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.coordinationrecord.enter",
        label="登记协作",
        kind="coordination",
        capability=COORDINATION_KEEP,
    ),
    EventCode(
        code="organisations.coordinationrecord.withdraw",
        label="作废协作记录",
        kind="coordination",
        capability=COORDINATION_KEEP,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.followup.finish",
        label="办结约定事项",
        kind="coordination",
        capability=COORDINATION_KEEP,
        note=Note.REQUIRED,
    ),
]
