from gongyuan.organisations.actions.agreements import (
    edit_agreement,
    end_agreement,
    register_agreement,
    remind_of_agreements,
    renew_agreement,
)
from gongyuan.organisations.actions.founding import found_unions
from gongyuan.organisations.actions.institutions import (
    close_institution,
    edit_institution,
    register_institution,
    reopen_institution,
)
from gongyuan.organisations.actions.mergers import check_merger, merge_unit
from gongyuan.organisations.actions.moves import close_unit, move_unit
from gongyuan.organisations.actions.paths import sweep_moved_paths
from gongyuan.organisations.actions.pictures import show_pictures
from gongyuan.organisations.actions.units import create_unit, edit_unit, found_root

__all__ = [
    "renew_agreement",
    "remind_of_agreements",
    "register_agreement",
    "end_agreement",
    "edit_agreement",
    "check_merger",
    "close_institution",
    "close_unit",
    "create_unit",
    "edit_institution",
    "edit_unit",
    "found_root",
    "found_unions",
    "merge_unit",
    "move_unit",
    "register_institution",
    "reopen_institution",
    "show_pictures",
    "sweep_moved_paths",
]
