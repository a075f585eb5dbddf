from gongyuan.policy.pack import ClauseRef
from gongyuan.policy.registry import current_packs


def clause_of(pack: str, clause_id: str) -> ClauseRef | None:
    """A clause by pack and id, from the latest version of the pack in use; None if unknown."""
    for version in reversed(current_packs().named(pack)):
        if clause_id in version.clauses:
            return version.clauses[clause_id]
    return None
