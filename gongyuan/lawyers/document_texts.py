"""The wording of the certificate of appointment, from which its template is made.

`{{ }}` is a field; they are those of `actions/certificates.py`. 平工文〔2016〕28号 asks for yearly
appointment and gives no form: the words are the union's own.
"""

from gongyuan.core.documents.layout import Wording

CERTIFICATE = Wording(
    title="聘　书",
    addressee="{{ lawyer }}律师：",
    body=(
        "经本人自愿、逐级推荐、总工会和司法局联合评审并公示，现聘任您（执业机构：{{ firm }}，"
        "执业证号：{{ licence_number }}）为{{ office }}职工法律服务志愿团队成员。",
        "聘期自{{ starts_on }}起至{{ ends_on }}止。",
        "聘书编号：{{ number }}；验证码：{{ check_code }}。"
        "任何人可以在工会法律服务网页的“志愿律师名册”中凭验证码查验聘书是否有效。",
    ),
)
