from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.forms.fields import UnitField
from gongyuan.people.actor import Actor


class TermForm(forms.Form):
    unit = UnitField(label="聘任工会")
    starts_on = DayField(label="聘期自")
    ends_on = DayField(
        label="聘期至",
        required=False,
        help_text="这一天还在聘期内；不写的，按当地政策规定的聘期",
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.show_near(actor)
        if not self.is_bound:
            unit.initial = actor.unit_id


class RenewalForm(forms.Form):
    starts_on = DayField(label="聘期自", required=False, help_text="不写的，接着这个聘期")
    ends_on = DayField(label="聘期至", required=False, help_text="不写的，按当地政策规定的聘期")
    note = forms.CharField(label="说明", max_length=500, required=False)


#: What ends a membership without anybody's judging it.
BY_ITSELF = (EndGround.STEPPED_DOWN, EndGround.LEFT_PRACTICE)


class EndForm(forms.Form):
    """A membership that ends by itself. Where it is taken away, or not renewed for what was not
    done, the proceeding and the appraisal end it: with evidence, hearing and decision."""

    ground = forms.ChoiceField(
        label="事由",
        choices=[(one.value, one.label) for one in BY_ITSELF],
        widget=forms.RadioSelect,
        help_text="取消资格的走“资格审查”，没有完成任务、没有开展服务的走“考核”",
    )
    day = DayField(label="自哪天起不再是成员", help_text="公开名册从这天起列为减少")
    note = forms.CharField(label="说明", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    paper = forms.FileField(label="决定文件", required=False)


class ImprovementForm(forms.Form):
    text = forms.CharField(
        label="改进意见", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    due_on = DayField(label="改进期限")


class ImprovementAnswerForm(forms.Form):
    answer = forms.CharField(
        label="改进情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class ImprovementOutcomeForm(forms.Form):
    is_met = forms.TypedChoiceField(
        label="核实结果",
        choices=(("1", "已改进"), ("0", "没有改进")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
