"""What the pages of this domain share: their tabs."""

from gongyuan.people.capabilities import Capability

TABS = (
    ("数字", "quality_home", {Capability.QUALITY_READ}),
    ("回访", "visit_list", {Capability.QUALITY_READ}),
    ("投诉", "complaint_list", {Capability.COMPLAINTS_HANDLE, Capability.COMPLAINTS_LODGE}),
    ("同行评估", "draw_list", {Capability.REVIEWS_MANAGE}),
    ("答复抽查", "answer_draw_list", {Capability.CONSULTATIONS_CHECK}),
)
