from gongyuan.people.rules.certificate import Held, certificate_obstacles, duty_obstacles, warn_on
from gongyuan.people.rules.merge import deciding_obstacles, merge_obstacles, together
from gongyuan.people.rules.posts import (
    appointment_obstacles,
    expiry_obstacles,
    period_obstacles,
    username_obstacles,
)
from gongyuan.people.rules.register import (
    LONGEST_EMPLOYER_NAME,
    LONGEST_NAME,
    SEX_OF_IDENTITY,
    birth_date_obstacles,
    employer_obstacles,
    name_obstacles,
    worker_obstacles,
    worker_phone_obstacles,
)
from gongyuan.people.rules.requests import ASKED_FOR, granting_obstacles, request_obstacles
from gongyuan.people.rules.volunteer import (
    cancel_obstacles,
    day_obstacles,
    half_hours,
    hours_obstacles,
    joining_obstacles,
    overlaps,
)

__all__ = [
    "Held",
    "certificate_obstacles",
    "duty_obstacles",
    "warn_on",
    "cancel_obstacles",
    "day_obstacles",
    "half_hours",
    "hours_obstacles",
    "joining_obstacles",
    "overlaps",
    "deciding_obstacles",
    "merge_obstacles",
    "together",
    "ASKED_FOR",
    "granting_obstacles",
    "request_obstacles",
    "LONGEST_EMPLOYER_NAME",
    "LONGEST_NAME",
    "SEX_OF_IDENTITY",
    "appointment_obstacles",
    "birth_date_obstacles",
    "employer_obstacles",
    "expiry_obstacles",
    "name_obstacles",
    "period_obstacles",
    "username_obstacles",
    "worker_obstacles",
    "worker_phone_obstacles",
]
