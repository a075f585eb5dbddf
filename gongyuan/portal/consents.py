"""What a worker agrees to before sending, in plain words; the text read is kept with the case."""

from dataclasses import dataclass

#: An unsent application is destroyed when nobody has touched it for so many days.
DRAFT_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class ConsentText:
    code: str
    purpose: str
    #: Beside the box.
    short: str
    #: What it is about and what is said of it, one after another.
    points: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The words read, as they are kept."""
        return "\n".join(f"{about}：{said}" for about, said in self.points)


#: 个人信息保护法 第十三、十四、十七条; 第二十八至三十条 (敏感个人信息); 第二十三条 (提供给他人).
CONSENTS = (
    ConsentText(
        code="use",
        purpose="处理个人信息",
        short="同意工会用我填的内容办这件事",
        points=(
            ("谁来用", "办理您申请的工会。"),
            ("做什么", "审查申请、安排律师、办理和归档，不做别的。"),
            ("用哪些", "姓名、手机号、在哪里干活、出了什么事、您传的材料。"),
            (
                "存多久",
                f"没有发出的草稿，{DRAFT_DAYS}天不动就销毁。发出的申请按法律援助案卷的规定保存。",
            ),
            (
                "您的权利",
                "可以查看、复制、更正，可以要求删除，也可以撤回同意，"
                "撤回以前办过的事不受影响。要办这些，请拨打12351或者到窗口。",
            ),
        ),
    ),
    ConsentText(
        code="sensitive",
        purpose="处理敏感个人信息",
        short="同意工会用我的身份证号和其他敏感内容",
        points=(
            ("敏感内容", "身份证号、身份证照片、看病的材料、家里困难的情况、工资流水。"),
            ("为什么用", "核对是不是您本人，看够不够条件，向对方要钱时作证据。"),
            ("怎样保护", "泄露会给您添麻烦，所以加密存放，只有办这件事的人能看，谁看过都有记录。"),
        ),
    ),
    ConsentText(
        code="lawyer",
        purpose="提供给承办律师",
        short="同意把这些内容交给帮我的律师",
        points=(
            ("交给谁", "决定帮您以后，交给一位律师。律师是谁、怎么联系，查进度的页面上有。"),
            ("交什么", "姓名、手机号、事情经过和材料。"),
            ("做什么", "只用来办您这件事。"),
        ),
    ),
)

#: Whoever asks a question agrees to what asking needs, no more.
ASKING = ConsentText(
    code="ask",
    purpose="处理您写的内容",
    short="同意工会和律师用我写的内容答复我",
    points=(
        ("谁来用", "答复您的工会，在那里值班的律师。律师看不到您的称呼和手机号。"),
        ("做什么", "答复您，统计大家都问什么，不做别的。"),
        ("用哪些", "您的问题；您愿意留的称呼、手机号。"),
        ("存多久", "按工会档案的规定保存。想查看、更正、删除，请拨打12351。"),
    ),
)

#: Whoever fills in for others says so; they are asked themselves when they sign.
FOR_OTHERS = ConsentText(
    code="others",
    purpose="代工友填写",
    short="他知道并且同意我替他填",
    points=(("代填", "填写人说明：名单里的工友知道并且同意由填写人代为填写。"),),
)
