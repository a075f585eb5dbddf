from gongyuan.organisations.actions.units import create_unit, found_root

__all__ = ["create_unit", "found_root"]
