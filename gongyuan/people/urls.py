from django.urls import path

from gongyuan.people.views import employers, own, staff, workers

urlpatterns = [
    path("account/", own.my_account, name="my_account"),
    path("account/post/", own.switch_post, name="switch_post"),
    path("account/sessions/<int:session_id>/end/", own.session_end, name="session_end"),
    path("account/second-factor/", own.second_factor, name="mfa_index"),
    path("", workers.worker_list, name="worker_list"),
    path("workers/new/", workers.worker_new, name="worker_new"),
    path("workers/<int:worker_id>/", workers.worker_detail, name="worker_detail"),
    path("workers/<int:worker_id>/edit/", workers.worker_edit, name="worker_edit"),
    path("workers/<int:worker_id>/reveal/", workers.worker_reveal, name="worker_reveal"),
    path("employers/", employers.employer_list, name="employer_list"),
    path("employers/new/", employers.employer_new, name="employer_new"),
    path("employers/<int:employer_id>/", employers.employer_detail, name="employer_detail"),
    path("employers/<int:employer_id>/edit/", employers.employer_edit, name="employer_edit"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/new/", staff.staff_new, name="staff_new"),
    path("staff/<int:user_id>/", staff.staff_detail, name="staff_detail"),
    path("staff/<int:user_id>/posts/", staff.staff_post, name="staff_post"),
    path("staff/<int:user_id>/account/", staff.staff_account, name="staff_account"),
    path("staff/<int:user_id>/password/", staff.staff_password, name="staff_password"),
    path("staff/posts/<int:post_id>/end/", staff.staff_post_end, name="staff_post_end"),
]
