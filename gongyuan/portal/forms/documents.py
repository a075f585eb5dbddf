"""The pages of a document: who asks, against whom, for what, what happened, what shows it."""

from typing import Any

from django import forms

from gongyuan.drafting import tables
from gongyuan.drafting.choices import USUAL_ORGAN, DraftKind
from gongyuan.law.amounts import amount_obstacles, parsed_amount
from gongyuan.law.identity import identity_obstacles, normalised_code, uscc_obstacles
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.people.rules import name_obstacles
from gongyuan.policy.choices import ClaimKind
from gongyuan.portal import paperwork, rules
from gongyuan.portal.choices import CLAIM_WORDS
from gongyuan.portal.forms.pages import DocumentForm, RowsForm, day, line

LONGEST_STORY = 5000
YES_NO = (("yes", "有"), ("no", "没有"))


class ClaimsForm(RowsForm):
    title = "要单位做什么、付多少？"
    why = "用计算器算过的会自动带上。没有算的，写在下面；不是钱的（比如证明劳动关系）金额空着。"
    row_fields = {
        "kind": lambda: forms.ChoiceField(
            label="要什么",
            required=False,
            choices=[("", "请选择"), *((kind, CLAIM_WORDS[kind]) for kind in CLAIM_WORDS)],
        ),
        "amount": lambda: line("多少钱（元）", most=20, inputmode="decimal"),
        "text": lambda: line("想写得更具体，写在这里", help_text="比如：支付2026年1月至3月的工资"),
    }

    def __init__(self, *args: Any, told: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, told=told, rows=list(told.get("claims") or ()), **kwargs)

    def clean(self) -> dict[str, Any]:
        found = self.rows()
        for place, row in found:
            if not row["kind"]:
                self.add_error(f"{place}-kind", "请选一样；都不像就选“别的”。")
            elif row["kind"] == ClaimKind.OTHER and not row["text"]:
                self.add_error(f"{place}-text", "选了“别的”，请写明要什么。")
            if row["amount"]:
                self.refuse(f"{place}-amount", amount_obstacles(row["amount"]))
        if not found and not self.told.get("computed"):
            self.add_error(None, "至少要有一项：用计算器算一笔，或者在下面写一项。")
        return self.cleaned_data

    def kept(self) -> list[dict[str, Any]]:
        return [
            {**row, "amount": str(parsed_amount(row["amount"])) if row["amount"] else ""}
            for _, row in self.rows()
        ]


class YouForm(DocumentForm):
    step = "you"
    title = "您是谁？"
    why = "写进文书里。除了姓名，不想填的可以空着，打印出来再用笔写。"
    name = line("姓名", most=40, required=True)
    identity_number = line("身份证号", most=24, help_text="性别和出生日期按它自动填。")
    address = line("住址")
    mailing_address = line("收信地址", help_text="和住址一样的不用填。")
    phone = line("手机号", most=20, inputmode="tel")

    def __init__(self, *args: Any, told: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, told=told, initial=told.get("you") or {}, **kwargs)
        if self.kind in paperwork.NAMES_ONLY:
            for name in ("identity_number", "address", "mailing_address", "phone"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("name"):
            self.refuse("name", name_obstacles(data["name"]))
        if data.get("identity_number"):
            data["identity_number"] = normalised_code(data["identity_number"])
            reasons = identity_obstacles(data["identity_number"], today=self.today)
            self.refuse("identity_number", reasons)
        if data.get("phone"):
            data["phone"] = normalised_phone(data["phone"])
            self.refuse("phone", mobile_obstacles(data["phone"]))
        return data


class EmployerForm(DocumentForm):
    step = "employer"
    title = "单位是谁？"
    why = "名称尽量和营业执照、合同、公章上的一样。别的不知道就空着。"
    name = line("单位名称", required=True)
    address = line("地址")
    legal_representative = line("法定代表人或者负责人", most=40)
    post = line("他的职务", most=40, help_text="比如：董事长、经理。")
    phone = line("单位电话", most=40)
    uscc = line("统一社会信用代码", most=24, help_text="18位，营业执照上有。")
    contractor = line("施工总承包单位", help_text="在工地干活的填，总包要先把工资付上。")

    def __init__(self, *args: Any, told: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, told=told, initial=told.get("employer") or {}, **kwargs)
        if self.kind != DraftKind.WAGE_COMPLAINT:
            del self.fields["contractor"]
        if self.kind in paperwork.NAMES_ONLY:
            for name in ("address", "legal_representative", "post", "phone", "uscc"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("uscc"):
            data["uscc"] = normalised_code(data["uscc"])
            self.refuse("uscc", uscc_obstacles(data["uscc"]))
        return data


class FactsForm(DocumentForm):
    step = "facts"
    title = "是怎么回事？"
    why = "照时间顺序写：哪天入职、干什么、工资多少、出了什么事、现在要什么。"
    story = forms.CharField(
        label="事实和理由", max_length=LONGEST_STORY, widget=forms.Textarea(attrs={"rows": 8})
    )
    organ = line("交给哪里")
    has_agreement = forms.ChoiceField(
        label="有没有调解协议书？", choices=YES_NO, widget=forms.RadioSelect
    )
    made_by = line("在哪里调解的", help_text="比如：东山镇劳动争议调解委员会。")
    made_on = day("哪天达成的协议")
    due_on = day("协议约定哪天以前付清")

    def __init__(self, *args: Any, told: dict[str, Any], **kwargs: Any) -> None:
        known = dict(told.get("facts") or {})
        known["organ"] = (known.get("organs") or {}).get(kwargs["kind"], "")
        answered: dict[bool | None, str] = {True: "yes", False: "no"}
        known["has_agreement"] = answered.get(known.get("has_agreement"), "")
        super().__init__(*args, told=told, initial=known, **kwargs)
        usual = USUAL_ORGAN[self.kind]
        self.fields["organ"].help_text = f"比如：临河县{usual}。不知道就空着。"
        if self.kind != DraftKind.PAYMENT_ORDER:
            for name in ("has_agreement", "made_by", "made_on", "due_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("has_agreement") == "yes":
            if not data.get("made_by"):
                self.add_error("made_by", "请写在哪里调解的。")
            for name in ("made_on", "due_on"):
                found = rules.typed_date(data.get(name) or "")
                if found is None or not found[1]:
                    self.add_error(name, "请写到哪一天，比如2026年3月15日。")
                else:
                    data[name] = found[0].isoformat()
        if "has_agreement" in data:
            data["has_agreement"] = data["has_agreement"] == "yes"
        return data

    def kept(self) -> dict[str, Any]:
        """Each document goes elsewhere: where is kept by its kind."""
        organs = (self.told.get("facts") or {}).get("organs") or {}
        found = super().kept()
        return {**found, "organs": {**organs, str(self.kind): found.pop("organ")}}


class EvidenceForm(RowsForm):
    title = "手里有什么证据？"
    why = "有几样勾几样。没有的不要紧：很多东西本来就该由单位拿出来。"
    papers = forms.MultipleChoiceField(
        label="常见的证据", required=False, widget=forms.CheckboxSelectMultiple
    )
    row_fields = {
        "title": lambda: line("别的证据"),
        "proves": lambda: line("它证明什么"),
        "pages": lambda: line("几页", most=4, inputmode="numeric"),
    }

    def __init__(self, *args: Any, told: dict[str, Any], kinds: set[str], **kwargs: Any) -> None:
        usual = tables.usual_papers(kinds)
        known = list(told.get("evidence") or ())
        own = [row for row in known if row["title"] not in usual]
        super().__init__(*args, told=told, kinds=kinds, rows=own, **kwargs)
        sent = args[0] if args else None
        if self.more and sent is not None:
            self.initial["papers"] = sent.getlist("papers")
        boxes = self.fields["papers"]
        boxes.choices = [(paper, paper) for paper in usual]  # type: ignore[attr-defined] # of its kind
        self.initial.setdefault("papers", [r["title"] for r in known if r["title"] in usual])

    def clean(self) -> dict[str, Any]:
        for place, row in self.rows():
            if not row["title"]:
                self.add_error(f"{place}-title", "请写是什么证据。")
            if row["pages"] and not (row["pages"].isascii() and row["pages"].isdecimal()):
                self.add_error(f"{place}-pages", "应当是整数。")
        return self.cleaned_data

    def kept(self) -> list[dict[str, Any]]:
        usual = [{"title": paper} for paper in self.cleaned_data["papers"]]
        own = [
            {**row, "pages": int(row["pages"]) if row["pages"] else None} for _, row in self.rows()
        ]
        return [*usual, *own]


FORMS: dict[str, type[DocumentForm]] = {
    "claims": ClaimsForm,
    "you": YouForm,
    "employer": EmployerForm,
    "facts": FactsForm,
    "evidence": EvidenceForm,
}
