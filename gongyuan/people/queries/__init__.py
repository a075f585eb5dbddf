from gongyuan.people.queries.accounts import (
    accounts_handled_by,
    accounts_visible_to,
    demo_accounts,
    has_second_factor,
    sessions_of,
    unused_accounts,
    unused_days,
)
from gongyuan.people.queries.phones import last_demo_code, verified_phone
from gongyuan.people.queries.posts import (
    actor_among,
    actor_in,
    actor_of,
    needs_second_factor,
    posts_of,
    posts_to_act_in,
    signed_in,
)
from gongyuan.people.queries.register import (
    find_employers,
    find_workers,
    history_of,
    list_employers,
    list_workers,
    similar_workers,
    units_of_worker,
)

__all__ = [
    "accounts_handled_by",
    "accounts_visible_to",
    "actor_among",
    "actor_in",
    "actor_of",
    "demo_accounts",
    "find_employers",
    "find_workers",
    "has_second_factor",
    "history_of",
    "last_demo_code",
    "list_employers",
    "list_workers",
    "needs_second_factor",
    "posts_of",
    "posts_to_act_in",
    "sessions_of",
    "signed_in",
    "similar_workers",
    "units_of_worker",
    "unused_accounts",
    "unused_days",
    "verified_phone",
]
