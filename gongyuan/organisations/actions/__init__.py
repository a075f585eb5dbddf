from gongyuan.organisations.actions.founding import found_unions
from gongyuan.organisations.actions.institutions import (
    close_institution,
    edit_institution,
    register_institution,
    reopen_institution,
)
from gongyuan.organisations.actions.mergers import merge_unit
from gongyuan.organisations.actions.moves import close_unit, move_unit
from gongyuan.organisations.actions.paths import sweep_moved_paths
from gongyuan.organisations.actions.tree_import import import_tree
from gongyuan.organisations.actions.units import create_unit, edit_unit, found_root

__all__ = [
    "close_institution",
    "close_unit",
    "create_unit",
    "edit_institution",
    "edit_unit",
    "found_root",
    "found_unions",
    "import_tree",
    "merge_unit",
    "move_unit",
    "register_institution",
    "reopen_institution",
    "sweep_moved_paths",
]
