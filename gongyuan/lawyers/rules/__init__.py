from gongyuan.lawyers.rules.firms import EngagementFacts, engagement_obstacles
from gongyuan.lawyers.rules.members import dismissal_reasons, licence_obstacles
from gongyuan.lawyers.rules.terms import TermFacts, service_obstacles, term_obstacles

__all__ = [
    "EngagementFacts",
    "TermFacts",
    "dismissal_reasons",
    "engagement_obstacles",
    "licence_obstacles",
    "service_obstacles",
    "term_obstacles",
]
