"""Which values the united entry is to have, and why two entries are one."""

from typing import Any

from django import forms

from gongyuan.people.choices import EmployerSize, HouseholdKind, MergeOf
from gongyuan.people.models import Worker
from gongyuan.people.privacy import MASKED

LABELS = {
    MergeOf.WORKER: {
        "name": "姓名",
        "phone": "电话",
        "address": "住址",
        "ethnic_group": "民族",
        "language": "常用语言",
        "household": "户籍",
        "contact_note": "联系提示",
        "is_union_member": "工会会员",
    },
    MergeOf.EMPLOYER: {
        "name": "名称",
        "industry": "行业",
        "region_code": "所在地区划代码",
        "address": "地址",
        "legal_representative": "法定代表人",
        "phone": "电话",
        "size": "规模",
    },
}
KEPT, TAKEN = "kept", "taken"
CHOICE = {"household": HouseholdKind, "size": EmployerSize}


class ProposalForm(forms.Form):
    """One choice for every field in which both entries hold something, and something else."""

    #: What the action gave back.
    result: Any

    def __init__(self, *args: Any, of: str, kept: Any, absorbed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choosable = []
        for name, label in LABELS[MergeOf(of)].items():
            mine, other = getattr(kept, name), getattr(absorbed, name)
            if mine in ("", None) or other in ("", None) or mine == other:
                continue
            self.choosable.append(name)
            self.fields[f"value_{name}"] = forms.ChoiceField(
                label=f"{label}用哪一个",
                choices=[(KEPT, _shown(kept, name)), (TAKEN, _shown(absorbed, name))],
                widget=forms.RadioSelect,
                initial=KEPT,
            )
        self.fields["note"] = forms.CharField(
            label="为什么是同一个" + ("人" if isinstance(kept, Worker) else "单位"),
            max_length=300,
            widget=forms.Textarea,
            help_text="核对了什么：身份证原件、营业执照、本人说明。另一名同事看了再确认。",
        )

    def clean(self) -> dict[str, Any]:
        """Hand the action the fields to take over and the reason."""
        told = dict(self.cleaned_data)
        if self.errors:
            return told
        taken = [name for name in self.choosable if told.get(f"value_{name}") == TAKEN]
        return {"taken": taken, "note": told["note"]}


def _shown(record: Any, name: str) -> str:
    value = getattr(record, name)
    if name in CHOICE:
        return str(CHOICE[name](value).label)
    if isinstance(value, bool):
        return "是" if value else "不是"
    is_personal = isinstance(record, Worker) and name in MASKED
    return MASKED[name](value) if is_personal else str(value)
