"""The columns of a roll of applicants as an Excel sheet: a row each, with up to three claims."""

from collections.abc import Iterator

from gongyuan.core.sheets.columns import Column
from gongyuan.policy.choices import ClaimKind

SHEET = "申请人名单"
YES, NO = "是", "否"
CLAIM_PLACES = (1, 2, 3)
#: Parts of a claim's columns; the place of the claim follows: kind1, from1, …
CLAIM_PARTS = ("kind", "from", "to", "months", "monthly", "amount")


#: Name, heading, how to fill it in, an example, width, of each column of a claim but its kind.
_OF_A_CLAIM = (
    ("from", "期间起", "年-月-日，可以不填", "2026-03-01", 14),
    ("to", "期间止", "年-月-日，可以不填", "2026-05-31", 14),
    ("months", "月数", "填了月数和每月金额，金额由系统算出；起止是整月的，月数也可以不填", "3", 8),
    ("monthly", "每月金额", "元，例如月工资", "5000", 12),
    ("amount", "金额", "元；已填月数和每月金额的可以不填，填了要和算出的一致", "", 12),
)


def _claim_columns(place: int) -> Iterator[Column]:
    is_first = place == 1
    yield Column(
        name=f"kind{place}",
        heading=f"请求{place}",
        how="、".join(ClaimKind.labels),
        example=str(ClaimKind.UNPAID_WAGES.label) if is_first else "",
        is_required=is_first,
        choices=tuple(str(label) for label in ClaimKind.labels),
        width=18,
    )
    for name, heading, how, example, width in _OF_A_CLAIM:
        yield Column(
            name=f"{name}{place}",
            heading=f"{heading}{place}",
            how=how,
            example=example if is_first else "",
            width=width,
        )


COLUMNS = (
    Column(
        name="name",
        heading="姓名",
        how="照身份证",
        example="王试工",
        longest=40,
        is_required=True,
        width=12,
    ),
    Column(
        name="identity_number",
        heading="身份证号",
        how="18位，按文本填写；没有的要填手机号",
        example="",
        longest=24,
        width=22,
    ),
    Column(name="phone", heading="手机号", how="本人现在用的", example="", longest=20, width=14),
    Column(name="address", heading="住址", how="可以不填", example="", longest=200, width=30),
    Column(
        name="is_migrant",
        heading="农民工",
        how="是或者否；不填为否",
        example=YES,
        choices=(YES, NO),
        width=8,
    ),
    Column(
        name="is_representative",
        heading="代表人",
        how="是或者否；不填为否",
        example=NO,
        choices=(YES, NO),
        width=8,
    ),
    *(column for place in CLAIM_PLACES for column in _claim_columns(place)),
)
BY_NAME = {column.name: column for column in COLUMNS}
