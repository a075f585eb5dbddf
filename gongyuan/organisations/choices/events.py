"""What can happen to unions and their aid institutions."""

from gongyuan.core.events import EventCode, Note
from gongyuan.organisations.choices.powers import EDIT

EVENTS = [
    EventCode(
        code="organisations.unit.create",
        label="设立组织",
        kind="unit",
        capability=EDIT,
        note=Note.NONE,
    ),
    EventCode(
        code="organisations.unit.import",
        label="导入组织",
        kind="unit",
        capability=EDIT,
        note=Note.NONE,
    ),
    EventCode(
        code="organisations.unit.edit",
        label="修改组织",
        kind="unit",
        capability=EDIT,
    ),
    EventCode(
        code="organisations.unit.move",
        label="调整隶属",
        kind="unit",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.unit.close",
        label="撤销组织",
        kind="unit",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="organisations.aidinstitution.register",
        label="登记机构",
        kind="institution",
        capability=EDIT,
    ),
    EventCode(
        code="organisations.aidinstitution.edit",
        label="修改机构",
        kind="institution",
        capability=EDIT,
    ),
    EventCode(
        code="organisations.aidinstitution.close",
        label="撤销机构",
        kind="institution",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
]
