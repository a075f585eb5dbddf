from datetime import date
from typing import Any

from django import forms

from gongyuan.cases.details import Leader, NewPaper
from gongyuan.cases.forms.fields import PapersField
from gongyuan.cases.models import Case
from gongyuan.cases.queries.discussion import seats_offered
from gongyuan.people.models import Post


class MarkForm(forms.Form):
    note = forms.CharField(label="为什么重大", widget=forms.Textarea, max_length=300)
    wants_discussion = forms.BooleanField(label="决定以前要集体讨论", required=False)


class TrackingForm(forms.Form):
    note = forms.CharField(
        label="跟踪情况",
        widget=forms.Textarea,
        max_length=500,
        help_text="现在到哪一步，有什么风险，要谁做什么",
    )


class LeaderForm(forms.Form):
    """Somebody with an account, or a leader who has none."""

    post = forms.ChoiceField(label="有账号的", required=False)
    name = forms.CharField(
        label="姓名", max_length=40, required=False, help_text="没有账号的领导写在这里"
    )
    title = forms.CharField(label="职务", max_length=60, required=False)

    def __init__(self, *args: Any, case: Case, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._posts: dict[str, Post] = {
            str(post.pk): post for post in seats_offered(case, today=today)
        }
        field: Any = self.fields["post"]
        field.choices = [
            ("", "没有账号，写在下面"),
            *(
                (key, f"{post.user.name}，{post.unit.short_name}{post.get_role_display()}")
                for key, post in self._posts.items()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        post = self._posts.get(values["post"])
        if post:
            title = f"{post.unit.short_name}{post.get_role_display()}"[:60]
            return {"leader": Leader(name=post.user.name, title=title, user_id=post.user_id)}
        return {"leader": Leader(name=values["name"], title=values["title"])}


class ReportUpForm(forms.Form):
    text = forms.CharField(
        label="报告内容",
        widget=forms.Textarea,
        max_length=2000,
        help_text="发生了什么，涉及多少人，已经做了什么，需要上级做什么",
    )


class AcknowledgementForm(forms.Form):
    instruction = forms.CharField(
        label="批示", required=False, widget=forms.Textarea, max_length=1000
    )
    goes_on = forms.BooleanField(label="继续报上一级", required=False)


class LawyerReportForm(forms.Form):
    text = forms.CharField(
        label="情况",
        widget=forms.Textarea,
        max_length=2000,
        help_text="人数增加、集体上访、停工、对方转移财产等，都要马上报告",
    )
    papers = PapersField(label="照片、材料", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        papers = [NewPaper(file=one, title=f"律师报告：{one.name}") for one in values["papers"]]
        return {"text": values["text"], "papers": papers}
