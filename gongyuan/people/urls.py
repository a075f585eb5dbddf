from django.urls import path

from gongyuan.people.views import (
    account_requests,
    certificates,
    cover,
    desk,
    employers,
    members,
    merges,
    own,
    staff,
    volunteer_hours,
    volunteers,
    workers,
)

urlpatterns = [
    path("account/", own.my_account, name="my_account"),
    path("account/post/", own.switch_post, name="switch_post"),
    path("account/signing-code/", desk.own_code, name="own_code"),
    path("account/posts/<int:post_id>/cover/", cover.cover_new, name="cover_new"),
    path("account/covers/<int:cover_id>/end/", cover.cover_end, name="cover_end"),
    path("desk/", desk.desk_lock, name="desk_lock"),
    path("desk/lock/", desk.desk_locking, name="desk_locking"),
    path("desk/life/", desk.desk_life, name="desk_life"),
    path("desks/", desk.desk_list, name="desk_list"),
    path("desks/<int:desk_id>/closing/", desk.desk_closing, name="desk_closing"),
    path("staff/posts/<int:post_id>/desk/", desk.desk_new, name="desk_new"),
    path("staff/<int:user_id>/signing-code/", desk.staff_code, name="staff_code"),
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
    path("staff/unused/", staff.staff_unused, name="staff_unused"),
    path("staff/new/", staff.staff_new, name="staff_new"),
    path("staff/<int:user_id>/", staff.staff_detail, name="staff_detail"),
    path("staff/<int:user_id>/posts/", staff.staff_post, name="staff_post"),
    path("staff/<int:user_id>/account/", staff.staff_account, name="staff_account"),
    path("staff/<int:user_id>/password/", staff.staff_password, name="staff_password"),
    path("staff/posts/<int:post_id>/end/", staff.staff_post_end, name="staff_post_end"),
]

_certificate = "members/certificates/<int:certificate_id>"
_volunteer = "members/volunteers/<int:volunteer_id>"
_request = "members/requests/<int:request_id>"
_merge = "merges/<int:merge_id>"

urlpatterns += [
    path("members/", members.member_list, name="member_list"),
    path("members/<int:user_id>/", members.member_detail, name="member_detail"),
    path(
        "members/<int:user_id>/certificates/",
        certificates.certificate_new,
        name="certificate_new",
    ),
    path("members/certificates/", certificates.certificate_list, name="certificate_list"),
    path(f"{_certificate}/edit/", certificates.certificate_edit, name="certificate_edit"),
    path(
        f"{_certificate}/withdrawal/",
        certificates.certificate_withdrawal,
        name="certificate_withdrawal",
    ),
    path(f"{_certificate}/file/", certificates.certificate_file, name="certificate_file"),
    path("members/volunteers/", volunteers.volunteer_list, name="volunteer_list"),
    path("members/volunteers/new/", volunteers.volunteer_new, name="volunteer_new"),
    path("members/volunteers/export/", volunteer_hours.volunteer_export, name="volunteer_export"),
    path(
        "members/volunteers/hours/",
        volunteer_hours.volunteer_hours_list,
        name="volunteer_hours_list",
    ),
    path(
        "members/volunteers/hours/<int:hours_id>/strike/",
        volunteer_hours.volunteer_hours_strike,
        name="volunteer_hours_strike",
    ),
    path(f"{_volunteer}/", volunteers.volunteer_detail, name="volunteer_detail"),
    path(f"{_volunteer}/edit/", volunteers.volunteer_edit, name="volunteer_edit"),
    path(f"{_volunteer}/reveal/", volunteers.volunteer_reveal, name="volunteer_reveal"),
    path(f"{_volunteer}/hours/", volunteer_hours.volunteer_hours_new, name="volunteer_hours_new"),
    path(f"{_volunteer}/lapses/", volunteers.volunteer_lapse, name="volunteer_lapse"),
    path(f"{_volunteer}/leave/", volunteers.volunteer_leave, name="volunteer_leave"),
    path(f"{_volunteer}/leave/end/", volunteers.volunteer_leave_end, name="volunteer_leave_end"),
    path(
        f"{_volunteer}/cancellation/",
        volunteers.volunteer_cancellation,
        name="volunteer_cancellation",
    ),
    path("members/requests/", account_requests.account_request_list, name="account_request_list"),
    path("members/requests/new/", account_requests.account_request_new, name="account_request_new"),
    path(f"{_request}/", account_requests.account_request_detail, name="account_request_detail"),
    path(
        f"{_request}/grant/", account_requests.account_request_grant, name="account_request_grant"
    ),
    path(
        f"{_request}/refusal/",
        account_requests.account_request_refusal,
        name="account_request_refusal",
    ),
    path(
        f"{_request}/withdrawal/",
        account_requests.account_request_withdrawal,
        name="account_request_withdrawal",
    ),
    path("doubles/", merges.worker_doubles, name="worker_doubles"),
    path("doubles/employers/", merges.employer_doubles, name="employer_doubles"),
    path("merges/", merges.merge_list, name="merge_list"),
    path(
        "workers/<int:worker_id>/merge/<int:other_worker_id>/",
        merges.worker_merge,
        name="worker_merge",
    ),
    path(
        "employers/<int:employer_id>/merge/<int:other_employer_id>/",
        merges.employer_merge,
        name="employer_merge",
    ),
    path("employers/<int:employer_id>/aliases/", employers.employer_alias, name="employer_alias"),
    path(f"{_merge}/", merges.merge_detail, name="merge_detail"),
    path(f"{_merge}/confirmation/", merges.merge_confirmation, name="merge_confirmation"),
    path(f"{_merge}/setting-apart/", merges.merge_setting_apart, name="merge_setting_apart"),
    path(f"{_merge}/withdrawal/", merges.merge_withdrawal, name="merge_withdrawal"),
    path(f"{_merge}/undoing/", merges.merge_undoing, name="merge_undoing"),
]
