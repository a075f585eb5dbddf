from gongyuan.people.capabilities.names import Capability
from gongyuan.people.capabilities.roles import BY_ROLE, SYSTEM

__all__ = ["BY_ROLE", "SYSTEM", "Capability"]
