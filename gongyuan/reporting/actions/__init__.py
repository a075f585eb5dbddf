from gongyuan.reporting.actions.figures import field_name, save_manual_figures
from gongyuan.reporting.actions.returns import accept_return, return_to_unit, submit_return

__all__ = [
    "accept_return",
    "field_name",
    "return_to_unit",
    "save_manual_figures",
    "submit_return",
]
