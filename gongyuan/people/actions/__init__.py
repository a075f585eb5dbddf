from gongyuan.people.actions.employers import enter_employer, find_or_register_employer
from gongyuan.people.actions.registration import enter_worker, find_or_register_worker
from gongyuan.people.actions.verification import send_phone_code, verify_phone_code

__all__ = [
    "enter_employer",
    "enter_worker",
    "find_or_register_employer",
    "find_or_register_worker",
    "send_phone_code",
    "verify_phone_code",
]
