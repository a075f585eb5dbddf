from collections.abc import Callable
from typing import Any

from django.forms import BaseForm

from gongyuan.core.refusals import Refused


def attempt(form: BaseForm, action: Callable[..., Any], **context: Any) -> bool:
    """Run an action with a form's values; say whether it was done.

    A refusal becomes the form's errors, beside the field it names when the form has it; what was
    typed stays. The action's result is left in `form.result`.
    """
    if not form.is_bound or not form.is_valid():
        return False
    try:
        form.result = action(**form.cleaned_data, **context)  # type: ignore[attr-defined] # left for the view
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        for reason in refusal.reasons:
            form.add_error(field, reason)
        return False
    return True
