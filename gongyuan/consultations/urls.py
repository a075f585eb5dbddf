from django.urls import path

from gongyuan.consultations.views import asking, detail, lists

ONE = "<int:consultation_id>/"

urlpatterns = [
    path("", lists.consultation_list, name="consultation_list"),
    path("new/", asking.consultation_new, name="consultation_new"),
    path(ONE, detail.consultation_detail, name="consultation_detail"),
    path(f"{ONE}slip/", detail.consultation_slip, name="consultation_slip"),
    path(f"{ONE}taking/", detail.consultation_taking, name="consultation_taking"),
    path(f"{ONE}return/", detail.consultation_return, name="consultation_return"),
    path(f"{ONE}answer/", detail.consultation_answer, name="consultation_answer"),
    path(f"{ONE}transfer/", detail.consultation_transfer, name="consultation_transfer"),
    path(
        f"{ONE}setting-aside/",
        detail.consultation_setting_aside,
        name="consultation_setting_aside",
    ),
    path(f"{ONE}phone/", detail.consultation_phone, name="consultation_phone"),
]
