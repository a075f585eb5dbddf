from collections.abc import Callable
from typing import Any

from django import forms

ANY = [("", "全部")]
#: Nothing is chosen for whoever overlooks a list.
CHOOSE = ("", "请选择")
SINCE = "不填为今天；以前日期的名册、统计仍按变更前的内容"
CORRECTION = "只是更正写错的内容，不是变更"
#: A phone offers its camera.
PICTURES = {"accept": "image/*", "capture": "environment"}


def since(form: forms.Form, clean: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    """Details, which `clean` makes of the other fields, with the day from which they hold."""
    days = {
        "changed_on": form.cleaned_data.pop("changed_on", None),
        "is_correction": form.cleaned_data.pop("is_correction", False),
    }
    cleaned = clean() or {}
    return {**cleaned, **days} if "details" in cleaned else cleaned
