"""Words of the work with other offices (苏工发〔2012〕8号第12、14项；豫工办〔2015〕28号三(一))."""

from django.db.models import TextChoices


class CoordinationKind(TextChoices):
    JOINT_MEETING = "joint_meeting", "联席会议"
    JOINT_DOCUMENT = "joint_document", "联合发文"
    JOINT_ACTION = "joint_action", "联合行动"
    CASE_CONSULTATION = "case_consultation", "重大案件会商"
    INFORMATION = "information", "信息通报"
    LEADERSHIP_STUDY = "leadership_study", "领导专题研究"


class CoordinationPartner(TextChoices):
    JUSTICE = "justice", "司法行政部门"
    HUMAN_RESOURCES = "human_resources", "人力资源和社会保障部门"
    COURT = "court", "人民法院"
    ARBITRATION = "arbitration", "劳动人事争议仲裁机构"
    PROCURATORATE = "procuratorate", "人民检察院"
    OTHER = "other", "其他单位"
