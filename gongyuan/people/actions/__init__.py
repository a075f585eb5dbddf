from gongyuan.people.actions.registration import find_or_register_employer, find_or_register_worker

__all__ = ["find_or_register_employer", "find_or_register_worker"]
