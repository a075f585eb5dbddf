"""Pages that show every shared component, for the tests of the look; the records are invented."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.template import Context, Engine
from django.test import RequestFactory

import gongyuan.core

PAGES = ("worklist", "record", "list", "home", "status", "question", "sign_in")
BEIJING = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=BEIJING)
FOLDER = Path(__file__).parent / "kitchen"


class ReviewForm(forms.Form):
    result = forms.ChoiceField(
        label="决定", choices=[("yes", "给予援助"), ("no", "不予援助")], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="理由", widget=forms.Textarea, help_text="会写进决定书。")
    decided_on = forms.DateField(label="决定日期", help_text="可以写成 20261122。")
    tags = forms.MultipleChoiceField(
        label="特殊群体",
        choices=[("migrant", "农民工"), ("injured", "工伤职工")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("另一位同事刚刚作出了决定。")


class FilterForm(forms.Form):
    word = forms.CharField(label="编号或姓名", required=False)
    state = forms.ChoiceField(
        label="状态", choices=[("", "全部"), ("open", "在办")], required=False
    )
    since = forms.DateField(
        label="受理日期自", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class QuestionForm(forms.Form):
    kind = forms.ChoiceField(
        label="出了什么事？",
        choices=[("wages", "被拖欠工资"), ("injury", "工作中受伤"), ("fired", "被辞退")],
        widget=forms.RadioSelect,
    )
    phone = forms.RegexField(
        r"^1\d{10}$", label="您的手机号", error_messages={"invalid": "手机号要 11 位数字。"}
    )
    wages = forms.DecimalField(label="一共欠多少", required=False)
    papers = forms.FileField(label="拍下合同或工资条", required=False)
    consent = forms.BooleanField(label="我同意工会把这些内容交给承办律师")


class SignInForm(forms.Form):
    login = forms.CharField(label="用户名")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


def _at(day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, 0, tzinfo=BEIJING)


def _row(due_at: dt.datetime, number: int, what: str, step: str) -> dict[str, Any]:
    return {
        "due_at": due_at,
        "number": f"平工援申〔2026〕{number}号",
        "what": what,
        "detail": "被欠薪 3 人 · 46,200.00 元 · 快速通道",
        "who": "王×国",
        "against": "舞钢××建筑劳务有限公司",
        "rule": "农民工欠薪当日审查",
        "clause": "豫工办〔2015〕28号 二(三)",
        "step": step,
    }


def _office() -> dict[str, Any]:
    labels = [
        "工作台",
        "咨询",
        "法律援助",
        "调解",
        "劳动法律监督",
        "律师团",
        "普法培训",
        "经费补贴",
    ]
    labels += ["统计报送", "考核表彰", "组织网络", "设置"]
    return {
        "navigation": [
            {
                "label": label,
                "url": f"/{number}/",
                "count": 3 if number in {0, 2} else None,
                "current": number == 2,
                "group": "" if number < 2 else "办案" if number < 5 else "律师",
            }
            for number, label in enumerate(labels)
        ],
        "actor": SimpleNamespace(office="舞钢市职工法律援助中心 · 工作人员", post_id=1),
        "posts": [
            {"id": 1, "label": "舞钢市职工法律援助中心 · 工作人员"},
            {"id": 2, "label": "平顶山市总工会 · 负责人"},
        ],
        "tabs": [
            {"label": "我的", "url": "?who=me", "count": 12, "current": True},
            {"label": "本单位", "url": "?who=unit", "count": 41},
            {"label": "等别人", "url": "?who=others", "count": 9},
        ],
        "groups": [
            {
                "label": "已超期",
                "rows": [
                    _row(_at(21, 17), 118, "是否受理待决定", "审查决定"),
                    _row(_at(22, 6), 119, "24 小时内答复", "答复"),
                ],
            },
            {
                "label": "今天",
                "rows": [
                    _row(_at(22, 17), 121, "补正材料已交齐，恢复计时", "审查决定"),
                    _row(_at(23, 17), 86, "指派律师", "指派"),
                ],
            },
            {"label": "本周", "rows": [_row(_at(25, 17), 88, "签委托协议与授权书", "打印文书")]},
        ],
        "messages": [],
    }


def _record() -> dict[str, Any]:
    stages = ["申请", "审查", "指派", "委托", "办理", "结案", "归档"]
    return {
        "form": ReviewForm({"reason": "", "decided_on": "明天", "key": "k"}),
        "filters": FilterForm({}),
        "amount": "46200",
        "moved_at": _at(21),
        "due_at": _at(21, 17),
        "stages": [
            {
                "label": label,
                "state": ("done", "now")[number] if number < 2 else "next",
                "note": ("11-21", "现在")[number] if number < 2 else "",
            }
            for number, label in enumerate(stages)
        ],
        "primary": {"label": "给予援助", "url": "/cases/1/grant/", "key": "g", "part": "review"},
        "secondary": [
            {
                "label": "一次性告知补正",
                "url": "/cases/1/supplement/",
                "post": True,
                "part": "review",
            }
        ],
        "more": [
            {"label": "不予援助", "url": "/cases/1/refusal/"},
            {"label": "转其他单位", "url": "/cases/1/transfer/", "post": True},
        ],
        "blocked": [{"label": "指派", "reason": "还没有给予援助的决定。"}],
        "columns": [
            {"label": "申请人"},
            {"label": "期间"},
            {"label": "请求", "numeric": True},
        ],
        "rows": [
            [
                {"text": name, "label": "申请人"},
                {"text": "3–6 月", "label": "期间"},
                {"text": figure, "url": "/x/", "numeric": True, "label": "请求"},
            ]
            for name, figure in [("王×国", "18,000.00"), ("王×强", "15,200.00")]
        ],
        "tasks": [
            {"label": "身份证（3 人）", "url": "/x/", "status": "齐", "kind": "ok"},
            {
                "label": "工资约定或欠条",
                "url": "/x/",
                "status": "11-25 前补",
                "kind": "soon",
                "hint": "微信转账记录可替代",
            },
            {"label": "经济困难证明", "status": "不需要"},
        ],
        "facts": [
            {"label": "代表人", "value": "王×国　男　47岁"},
            {
                "label": "手机",
                "value": "138****0417",
                "action": "显示",
                "action_url": "/people/1/phone/",
            },
            {
                "label": "用人单位",
                "value": "舞钢××建筑劳务有限公司",
                "url": "/x/",
                "note": "近一年同单位 4 件",
            },
            {"label": "履行地", "value": ""},
        ],
        "events": [
            {"text": "系统提醒：当日审查期限已过，已报负责人", "when": _at(22, 8)},
            {"text": "微信转账截图 6 张上传", "who": "王×国", "when": _at(21, 20), "url": "/x/"},
            {
                "text": "提交申请",
                "who": "本人，手机",
                "when": _at(20, 10),
                "note": "老板不接电话。",
            },
        ],
    }


def _public() -> dict[str, Any]:
    return {
        "progress": [
            {
                "label": "您提交了申请",
                "day": "11月21日",
                "note": "查询码 4104-26-0Q7K",
                "state": "done",
            },
            {
                "label": "决定帮助您",
                "day": "11月21日",
                "note": "农民工讨薪不审查家庭收入",
                "state": "done",
            },
            {"label": "仲裁委决定是否立案", "day": "12月1日前", "state": "now"},
            {"label": "开庭", "note": "时间定了通知您，律师陪您去", "state": "next"},
            {"label": "结果", "state": "next"},
        ],
        "answers": [
            {"label": "出了什么事", "value": "被拖欠工资", "change_url": "/apply/2/"},
            {"label": "补充说明", "value": "", "change_url": "/apply/3/"},
        ],
        "back_url": "/apply/1/",
        "question": QuestionForm({"phone": "138"}),
        "sign_in": SignInForm(),
    }


def context(**more: Any) -> dict[str, Any]:
    return {"now": NOW, **_office(), **_record(), **_public(), **more}


ENGINE = Engine(
    dirs=[str(Path(gongyuan.core.__file__).parent / "templates")],
    libraries={
        "ui": "gongyuan.core.templatetags.ui",
        "static": "django.templatetags.static",
        "django_htmx": "django_htmx.templatetags.django_htmx",
    },
)


def render(page: str, **more: Any) -> str:
    """One page of the kitchen sink as a browser would get it."""
    source = (FOLDER / f"{page}.html").read_text(encoding="utf-8")
    request = RequestFactory().get("/kitchen/")
    request.user = SimpleNamespace(is_authenticated=True)
    values = {**context(**more), "request": request, "csrf_token": "token"}
    return ENGINE.from_string(source).render(Context(values))
