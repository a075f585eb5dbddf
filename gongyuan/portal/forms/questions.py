"""The questions about the matter; each form is one page and knows what it asks and why."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from gongyuan.cases.rules import application as case_rules
from gongyuan.law.amounts import amount_obstacles, parsed_amount, rounded_amount
from gongyuan.policy.choices import ClaimKind
from gongyuan.portal import answers as told
from gongyuan.portal import rules
from gongyuan.portal.choices import (
    CLAIM_WORDS,
    CLAIMS_OF,
    FORM_WORDS,
    HARDSHIP_WORDS,
    NONE,
    RELATED_WORDS,
    UNSURE,
    WITHOUT_AMOUNT,
    StillThere,
    Trouble,
)

YES_NO = (("yes", "是"), ("no", "不是"))
LONGEST_AMOUNT = 20


class QuestionForm(forms.Form):
    """One page of questions: `title` above them, `why` we ask, answers kept by field name."""

    title = ""
    why = ""
    template = "portal/question.html"
    use_required_attribute = False

    def __init__(self, *args: Any, answers: dict[str, Any], today: date, **kwargs: Any) -> None:
        self.answers, self.today = answers, today
        kwargs.setdefault("initial", self.initial_of(answers))
        super().__init__(*args, **kwargs)

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        return answers

    def changes(self) -> dict[str, Any]:
        """What to keep in the draft."""
        return dict(self.cleaned_data)


class WhatForm(QuestionForm):
    what = forms.ChoiceField(
        label="您遇到了什么事？", choices=Trouble.choices, widget=forms.RadioSelect
    )
    why = "选最主要的一件。没有合同也可以申请。"


class RelatedForm(QuestionForm):
    related = forms.ChoiceField(
        label="这件事和您干活有关系吗？",
        choices=list(RELATED_WORDS.items()),
        widget=forms.RadioSelect,
    )
    why = "工会管和干活有关系的事。"


class FormForm(QuestionForm):
    form = forms.ChoiceField(
        label="您想让工会帮您做什么？", choices=list(FORM_WORDS.items()), widget=forms.RadioSelect
    )
    why = "帮法不一样，条件也不一样。"


class ClaimsForm(QuestionForm):
    claims = forms.MultipleChoiceField(
        label="您想要什么？",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一样，不知道就选“别的”。"},
    )
    why = "可以选好几样。不全也不要紧，律师会再问您。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trouble = Trouble(self.answers.get("what", Trouble.OTHER))
        boxes = cast(forms.MultipleChoiceField, self.fields["claims"])
        boxes.choices = [(kind, CLAIM_WORDS[kind]) for kind in CLAIMS_OF[trouble]]

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        """What was chosen before; else what the trouble is about, as the self-check took it."""
        return {"claims": answers.get("claims") or told.claim_kinds(answers)}


class AmountsForm(QuestionForm):
    title = "大概多少钱？"
    why = "记不清就写大概的数，不知道就空着。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in self.answers.get("claims") or ():
            if kind not in WITHOUT_AMOUNT:
                self.fields[kind] = forms.CharField(
                    label=CLAIM_WORDS[ClaimKind(kind)],
                    required=False,
                    max_length=LONGEST_AMOUNT,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        return dict(answers.get("amounts") or {})

    def clean(self) -> dict[str, Any]:
        for kind, typed in list(self.cleaned_data.items()):
            obstacles = amount_obstacles(typed) if typed else []
            for reason in obstacles:
                self.add_error(kind, reason)
            if typed and not obstacles:
                self._keep(kind, parsed_amount(typed))
        return self.cleaned_data

    def _keep(self, kind: str, amount: Decimal) -> None:
        if amount > case_rules.LARGEST_AMOUNT:
            self.add_error(kind, "金额过大，请核对。")
        else:
            self.cleaned_data[kind] = str(rounded_amount(amount)).removesuffix(".00")

    def changes(self) -> dict[str, Any]:
        return {"amounts": {kind: text for kind, text in self.cleaned_data.items() if text}}


class StoryForm(QuestionForm):
    story = forms.CharField(
        label="说说是怎么回事",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=case_rules.LONGEST_FACTS,
        error_messages={"required": "请写几句是怎么回事，一句也行。"},
    )
    why = "什么时候、在哪里、干什么活，对方欠什么、做了什么。几句话就行，也可以用手机的语音输入。"

    def clean_story(self) -> str:
        text: str = self.cleaned_data["story"]
        if not any(character.isalnum() for character in text):
            raise forms.ValidationError("请写几句是怎么回事，一句也行。")
        return text


class EmployerForm(QuestionForm):
    employer = forms.CharField(
        label="您给谁干活？",
        max_length=120,
        help_text="写公司、工地、店的名字。不知道全名很平常，写您知道的就行，"
        "比如“东山路工地，包工头姓李”。",
        error_messages={"required": "写您知道的就行：工地、店名、老板姓什么。"},
    )
    employer_unsure = forms.BooleanField(label="我不确定名字对不对", required=False)

    def clean_employer(self) -> str:
        name: str = self.cleaned_data["employer"].strip()
        if not any(character.isalpha() for character in name):
            raise forms.ValidationError("名字里要有文字。")
        return name


class DatesForm(QuestionForm):
    title = "您什么时候在那里干活？"
    why = "记不清日子，写到月份就行，比如 2026年3月。"
    employed_from = forms.CharField(label="哪天开始干的", required=False, max_length=20)
    still = forms.ChoiceField(
        label="现在还在那里干吗？", choices=StillThere.choices, widget=forms.RadioSelect
    )
    employed_to = forms.CharField(
        label="哪天离开的", required=False, max_length=20, help_text="还在那里干的，不用填。"
    )

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {**answers, **(answers.get("dates_typed") or {})}

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.typed = {name: data.get(name, "") for name in ("employed_from", "employed_to")}
        if data.get("still") == StillThere.YES:
            self.typed["employed_to"] = ""
        read = {name: self._read(name, text) for name, text in self.typed.items() if text}
        self.is_rough = any(found and not found[1] for found in read.values())
        days = {name: found[0] for name, found in read.items() if found}
        if data.get("still") == StillThere.NO and not self.typed["employed_to"]:
            self.add_error("employed_to", "请写哪天离开的，写到月份就行。")
        self._refuse(days)
        return {"still": data.get("still"), **days}

    def _read(self, name: str, text: str) -> tuple[date, bool] | None:
        found = rules.typed_date(text)
        if found is None:
            self.add_error(name, "看不懂这个日期，请照这样写：2026年3月15日。")
        return found

    def _refuse(self, days: dict[str, date]) -> None:
        first, last = days.get("employed_from"), days.get("employed_to")
        if last and last > self.today:
            self.add_error("employed_to", "离开的日期还没到，请核对。")
        for reason in case_rules.employment_obstacles(first, last, today=self.today):
            self.add_error("employed_from" if "入职" in reason[:2] else "employed_to", reason)

    def changes(self) -> dict[str, Any]:
        days = {
            name: self.cleaned_data[name].isoformat() if name in self.cleaned_data else None
            for name in ("employed_from", "employed_to")
        }
        still = self.cleaned_data["still"]
        return {**days, "still": still, "dates_typed": self.typed, "dates_rough": self.is_rough}


class MigrantForm(QuestionForm):
    migrant = forms.ChoiceField(
        label="您是进城干活的农民工吗？", choices=YES_NO, widget=forms.RadioSelect
    )
    why = "农民工要工钱、要工伤赔偿，不看家里困难不困难。"

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        known: dict[bool | None, str] = {True: "yes", False: "no"}
        return {"migrant": known.get(answers.get("migrant"))}

    def changes(self) -> dict[str, Any]:
        return {"migrant": self.cleaned_data["migrant"] == "yes"}


class HardshipForm(QuestionForm):
    hardship = forms.MultipleChoiceField(
        label="您家里有下面的情况吗？",
        choices=[*HARDSHIP_WORDS.items(), (NONE, "都没有")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选一项，没有就选“都没有”。"},
    )
    why = "当地的规定要看家里困难不困难，所以问这个。可以选好几项。"

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        known = answers.get("hardship")
        return {} if known is None else {"hardship": known or [NONE]}

    def clean_hardship(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["hardship"]
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError("选了“都没有”，就不要再选别的。")
        return [one for one in chosen if one != NONE]


class EvidenceForm(QuestionForm):
    evidence = forms.ChoiceField(
        label="您手里有证据，能证明吃了大亏吗？",
        choices=(("yes", "有"), ("no", "没有"), (UNSURE, "说不清")),
        widget=forms.RadioSelect,
    )
    why = "比如欠条、工资条、考勤、聊天记录、病历。有证据证明权益被严重侵害的，不困难也可以申请。"

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        known: dict[bool | None, str] = {True: "yes", False: "no"}
        is_answered = "evidence" in (answers.get("done") or ())
        unknown = UNSURE if is_answered else ""
        return {"evidence": known.get(answers.get("evidence"), unknown)}

    def changes(self) -> dict[str, Any]:
        return {"evidence": {"yes": True, "no": False}.get(self.cleaned_data["evidence"])}
