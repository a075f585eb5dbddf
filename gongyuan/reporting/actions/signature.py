from gongyuan.people.actor import Actor


def signature(actor: Actor) -> str:
    """Name and post of whoever acts, as they were on that day."""
    return "，".join(part for part in (actor.name, actor.office) if part)[:200]
