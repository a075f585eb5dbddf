from gongyuan.policy.queries.records import Difference, Replay, packs_of, replay

__all__ = ["Difference", "Replay", "packs_of", "replay"]
