"""Signing at a shared desk, codes, and who covers whom."""

from collections import Counter
from datetime import date
from functools import partial
from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.people.models import Post, SharedDesk, User
from gongyuan.people.queries.covers import colleagues
from gongyuan.people.queries.desks import may_sign


class CodeField(forms.CharField):
    """Six digits that the screen does not show and the browser does not keep."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "6"}
        )
        super().__init__(label=label, max_length=6, widget=widget, **options)


class SigningForm(forms.Form):
    """Who begins to work here."""

    post = forms.ModelChoiceField(
        label="谁", queryset=Post.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    code = CodeField("签到码")
    new_code = CodeField(
        "新的签到码", required=False, help_text="只在第一次签到时填：6位数字，自己记住。"
    )

    def __init__(self, data: Any = None, *, desk: SharedDesk, today: date) -> None:
        super().__init__(data)
        field, rows = self.fields["post"], may_sign(desk, today=today)
        field.queryset = rows  # type: ignore[attr-defined] # a field of choices
        known = Counter((one.user.name, one.role) for one in rows)
        field.label_from_instance = partial(_signer, known)  # type: ignore[attr-defined] # a field of choices


def _signer(known: Counter[tuple[str, str]], post: Post) -> str:
    """Who it is; of two of one name and role, also by which account."""
    account = f"（{post.user.username}）" if known[post.user.name, post.role] > 1 else ""
    return f"{post.user.name}{account}，{post.get_role_display()}"


class OwnCodeForm(forms.Form):
    code = CodeField("签到码", help_text="6位数字，不用连号和同一个数字。")
    again = CodeField("再输一次")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        again = values.pop("again", "")
        if not self.errors and values["code"] != again:
            self.add_error("again", "两次输入的不一样。")
        return values


class DeskForm(forms.Form):
    name = forms.CharField(label="名称", max_length=40, help_text="如：一楼一号窗口。")


class CloseDeskForm(forms.Form):
    note = forms.CharField(label="理由", max_length=200)


class CoverForm(forms.Form):
    """Who does the work of a post while its holder is away."""

    cover = forms.ModelChoiceField(label="请谁代班", queryset=User.objects.none())
    starts_on = DayField(label="自")
    ends_on = DayField(label="至")
    reason = forms.CharField(label="事由", max_length=100, required=False)

    def __init__(self, data: Any = None, *, post: Post, today: date) -> None:
        super().__init__(data)
        self.fields["cover"].queryset = colleagues(post, today=today)  # type: ignore[attr-defined] # a field of choices
