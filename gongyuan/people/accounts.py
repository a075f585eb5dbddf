from allauth.account.adapter import DefaultAccountAdapter


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: object) -> bool:
        return False
