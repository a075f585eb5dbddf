from gongyuan.policy.actions.decisions import record_decision
from gongyuan.policy.actions.revisions import (
    approve_revision,
    discard_revision,
    draft_revision,
    edit_revision,
    return_revision,
    submit_revision,
)

__all__ = [
    "approve_revision",
    "discard_revision",
    "draft_revision",
    "edit_revision",
    "record_decision",
    "return_revision",
    "submit_revision",
]
