from gongyuan.lawyers.rules.firms import EngagementFacts, engagement_obstacles
from gongyuan.lawyers.rules.members import dismissal_reasons, licence_obstacles
from gongyuan.lawyers.rules.terms import (
    TermFacts,
    early_end_obstacles,
    hand_over_obstacles,
    length_obstacles,
    renewal_obstacles,
    service_obstacles,
    term_obstacles,
)

__all__ = [
    "EngagementFacts",
    "TermFacts",
    "dismissal_reasons",
    "early_end_obstacles",
    "engagement_obstacles",
    "hand_over_obstacles",
    "length_obstacles",
    "licence_obstacles",
    "renewal_obstacles",
    "service_obstacles",
    "term_obstacles",
]
