"""Who applies, how the phone proves itself, what is agreed to, and the papers."""

from typing import Any

from django import forms

from gongyuan.core.fields import SeveralFilesField, SeveralFilesInput
from gongyuan.law.identity import identity_obstacles, normalised_code
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.people.models import PhoneVerification
from gongyuan.people.privacy import mask_identity_number
from gongyuan.people.rules import name_obstacles
from gongyuan.portal.consents import CONSENTS
from gongyuan.portal.forms.questions import YES_NO, QuestionForm


class PersonForm(QuestionForm):
    """Name and identity number, checked beside the field."""

    name = forms.CharField(
        label="姓名",
        max_length=40,
        help_text="和身份证上的一样。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    identity_number = forms.CharField(
        label="身份证号",
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="18位，最后一位可能是X。",
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        _refuse(name_obstacles(name))
        return name

    def clean_identity_number(self) -> str:
        number = normalised_code(self.cleaned_data["identity_number"])
        _refuse(identity_obstacles(number, today=self.today) if number else [])
        return number


class YouForm(PersonForm):
    """A number already given is not shown again: phones are lent."""

    title = "您是谁？"
    why = "核对是不是您本人，有消息时找得到您。只有办这件事的人能看到。"
    phone = forms.CharField(
        label="手机号",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text="您自己能收到短信的号码。最后要用短信验证一次。",
    )
    contact = forms.CharField(
        label="什么时候方便接电话",
        max_length=100,
        required=False,
        help_text="比如：晚上8点以后。怕老板知道，也可以写在这里。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.answers.get("identity_number")
        if known:
            number = self.fields["identity_number"]
            number.required = False
            number.help_text = f"已填 {mask_identity_number(known)}。不改就空着。"

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {name: answers.get(name) for name in ("name", "phone", "contact")}

    def clean_identity_number(self) -> str:
        number = super().clean_identity_number()
        return number or self.answers.get("identity_number", "")

    def clean_phone(self) -> str:
        phone = normalised_phone(self.cleaned_data["phone"])
        _refuse(mobile_obstacles(phone))
        return phone


class CoworkerForm(PersonForm):
    title = "再加一位工友"
    why = "一起干活、遇到同样的事的工友，可以写在一份申请里。"
    migrant = forms.ChoiceField(
        label="他是进城干活的农民工吗？", choices=YES_NO, widget=forms.RadioSelect
    )
    phone = forms.CharField(
        label="他的手机号",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text="他用这个号码也能查进度。",
    )
    agrees = forms.BooleanField(
        label="他知道并且同意我替他填",
        error_messages={"required": "要他本人同意，才能替他填。"},
    )

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {}

    def clean_identity_number(self) -> str:
        number = super().clean_identity_number()
        known = [self.answers, *(self.answers.get("coworkers") or ())]
        if number in {one.get("identity_number") for one in known}:
            raise forms.ValidationError("这个人已经写过了。")
        return number

    def clean_phone(self) -> str:
        phone = normalised_phone(self.cleaned_data["phone"])
        _refuse(mobile_obstacles(phone))
        return phone

    def changes(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("name", "identity_number", "phone")}
        person = {**told, "migrant": self.cleaned_data["migrant"] == "yes"}
        return {"coworkers": [*(self.answers.get("coworkers") or ()), person]}


class ConsentForm(QuestionForm):
    """One box for each purpose, none ticked beforehand (个人信息保护法 第十四、二十九条)."""

    title = "请您看一看，同意再打勾"
    template = "portal/consent.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for consent in CONSENTS:
            self.fields[consent.code] = forms.BooleanField(
                label=consent.short,
                error_messages={
                    "required": "不打勾就不能在手机上申请。不同意的，可以拨打12351或者到窗口办。"
                },
            )

    def initial_of(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {}

    def texts(self) -> list[dict[str, Any]]:
        """Each text with the box below it."""
        return [{"consent": consent, "box": self[consent.code]} for consent in CONSENTS]

    def changes(self) -> dict[str, Any]:
        return {"consents": [code for code, given in self.cleaned_data.items() if given]}


class CodeForm(forms.Form):
    #: The proof, left by the action.
    result: PhoneVerification
    code = forms.CharField(
        label="短信里的6位数字",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PhotosForm(forms.Form):
    """Two ways in: the camera itself, which phones then open at once, and what is there already."""

    camera = SeveralFilesField(
        label="现在拍一张",
        required=False,
        widget=SeveralFilesInput(
            attrs={"accept": "image/*", "capture": "environment", "data-photos": ""}
        ),
    )
    album = SeveralFilesField(
        label="从手机里选",
        required=False,
        help_text="可以一次选好几张。照片、PDF都行，每个最大15 MB。",
        widget=SeveralFilesInput(attrs={"data-photos": ""}),
    )

    def uploads(self) -> list[tuple[str, Any]]:
        data = self.cleaned_data
        return [(name, one) for name in ("camera", "album") for one in data.get(name, [])]


def _refuse(obstacles: list[str]) -> None:
    if obstacles:
        raise forms.ValidationError(obstacles)
