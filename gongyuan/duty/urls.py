from django.urls import path

from gongyuan.duty.views import own, points, rosters, shifts

urlpatterns = [
    path("", points.duty_home, name="duty_home"),
    path("mine/", own.duty_mine, name="duty_mine"),
    path(
        "institutions/<int:institution_id>/points/new/",
        points.duty_point_new,
        name="duty_point_new",
    ),
    path("points/<int:duty_point_id>/", points.duty_point, name="duty_point"),
    path("points/<int:duty_point_id>/edit/", points.duty_point_edit, name="duty_point_edit"),
    path(
        "points/<int:duty_point_id>/closing/", points.duty_point_closing, name="duty_point_closing"
    ),
    path("points/<int:duty_point_id>/people/", points.duty_member_new, name="duty_member_new"),
    path("points/<int:duty_point_id>/months/", rosters.duty_arranging, name="duty_arranging"),
    path("people/<int:duty_member_id>/", points.duty_member, name="duty_member"),
    path("people/<int:duty_member_id>/end/", points.duty_member_end, name="duty_member_end"),
    path("people/<int:duty_member_id>/leave/", own.duty_leave_new, name="duty_leave_new"),
    path("people/<int:duty_member_id>/swap/", own.duty_run_new, name="duty_run_new"),
    path("leaves/<int:leave_id>/end/", own.duty_leave_end, name="duty_leave_end"),
    path("months/<int:duty_roster_id>/", rosters.duty_roster, name="duty_roster"),
    path(
        "months/<int:duty_roster_id>/publication/",
        rosters.duty_publication,
        name="duty_publication",
    ),
    path("months/<int:duty_roster_id>/sheet/", rosters.duty_sheet, name="duty_sheet"),
    path("months/<int:duty_roster_id>/table/", rosters.duty_table, name="duty_table"),
    path("shifts/<int:shift_id>/", shifts.duty_shift, name="duty_shift"),
    path("shifts/<int:shift_id>/person/", shifts.duty_shift_change, name="duty_shift_change"),
    path("shifts/<int:shift_id>/presence/", shifts.duty_presence, name="duty_presence"),
    path(
        "shifts/<int:shift_id>/presence/correction/",
        shifts.duty_presence_correction,
        name="duty_presence_correction",
    ),
    path("shifts/<int:shift_id>/swap/", shifts.duty_swap_new, name="duty_swap_new"),
    path("swaps/<int:swap_id>/", shifts.duty_swap, name="duty_swap"),
    path("swaps/<int:swap_id>/answer/", shifts.duty_swap_answer, name="duty_swap_answer"),
]
