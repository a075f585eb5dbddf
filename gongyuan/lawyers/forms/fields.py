"""Fields that several forms of this domain share."""

from typing import Any

from django import forms
from django.db.models import Q

from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Firm
from gongyuan.lawyers.queries.firms import kept_firms
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: So many firms of elsewhere stand in a list.
MOST_OTHERS = 300


class LanguagesField(forms.CharField):
    """Languages besides the common one, in a line: 朝鲜语、英语."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "普通话以外的，用顿号分开，如朝鲜语")
        super().__init__(label="语言", max_length=60, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:  # type: ignore[override] # words, not a line
        words = super().clean(value).replace("，", "、").replace(",", "、")
        found = tuple(word.strip() for word in words.split("、") if word.strip())
        if any(len(word) > 20 for word in found):
            raise forms.ValidationError("每种语言最多20个字，用顿号分开。")
        return found


class SpecialitiesField(forms.MultipleChoiceField):
    """What a lawyer is strong in."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(label="专长", choices=Speciality.choices, required=False, **options)

    def clean(self, value: Any) -> tuple[str, ...]:  # type: ignore[override] # a value that stays
        return tuple(super().clean(value))


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when run
    """A union in reach: the list shows the post's own and its children; a province has thousands
    further down, which a link may still name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)

    def show_near(self, actor: Actor) -> None:
        reach = Unit.objects.visible_to(actor).filter(closed_on=None)
        self.queryset = reach
        near = reach.filter(Q(pk=actor.unit_id or 0) | Q(parent_id=actor.unit_id))
        empty = [] if self.required else [("", "不写")]
        self.choices = empty + [(unit.pk, unit.name) for unit in near.order_by("path")]


class FirmField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when run
    """A firm of the register, those near first: a province has more than a list holds, and any
    other is named by the link from its own page."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "本地的在前；还没有的，先到“律所”里登记")
        super().__init__(queryset=Firm.objects.none(), **options)

    def show_near(self, actor: Actor, named: int | None = None) -> None:
        """Offer the firms whose entry the post keeps, with one named by a link, then others; a
        firm's own account has the one."""
        self.queryset = Firm.objects.visible_to(actor)
        if actor.can(Capability.LAWYERS_OWN_FIRM):
            self.empty_label = None
            self.help_text = ""
            self.queryset = self.queryset.order_by("name")
            return
        near = Q(pk__in=kept_firms(actor)) | Q(pk=named or 0)
        ours, others = Firm.objects.filter(near), Firm.objects.exclude(near)
        self.choices = [
            ("", "请选择"),
            ("本地的", list(ours.order_by("name", "pk").values_list("pk", "name"))),
            ("其他", list(others.order_by("name", "pk").values_list("pk", "name")[:MOST_OTHERS])),
        ]


class ReasonForm(forms.Form):
    """A step that asks only why."""

    note = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str = "理由", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].label = label
