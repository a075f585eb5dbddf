from typing import Any

from django import forms
from django.utils import timezone

from gongyuan.core.fields import DayField
from gongyuan.lawyers.choices import SupervisingBody
from gongyuan.lawyers.forms.fields import UnitField
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries.contact import teams_to_bind
from gongyuan.people.actor import Actor


class ContactPointForm(forms.Form):
    lawyer = forms.ModelChoiceField(
        label="律师",
        queryset=Lawyer.objects.none(),
        help_text="在聘的，按聘任的工会排；市级团队的成员可以服务各县区",
    )
    unit = UnitField(label="联系点工会")
    starts_on = DayField(label="自")
    asked_on = DayField(
        label="书面申请日期", required=False, help_text="该单位书面申请法律服务的，写申请书的日期"
    )
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        lawyer: Any = self.fields["lawyer"]
        unit: Any = self.fields["unit"]
        lawyer.queryset = Lawyer.objects.visible_to(actor)
        teams = teams_to_bind(actor, on=timezone.localdate())
        lawyer.choices = [
            ("", "请选择"),
            *(
                (team, [(one.pk, f"{one.name}，{one.firm.name}") for one in members])
                for team, members in teams
            ),
        ]
        unit.show_near(actor)


class EndContactForm(forms.Form):
    ends_on = DayField(label="最后一日")
    note = forms.CharField(label="说明", max_length=200, required=False)


class SupervisionPhoneForm(forms.Form):
    body = forms.ChoiceField(label="机关", choices=SupervisingBody.choices)
    name = forms.CharField(label="名称", max_length=60, help_text="如平顶山市总工会")
    phone = forms.CharField(label="电话", max_length=40)
    starts_on = DayField(label="自")
    source = forms.CharField(label="依据", max_length=200, required=False)
