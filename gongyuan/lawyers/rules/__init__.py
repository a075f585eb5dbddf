from gongyuan.lawyers.rules.firms import EngagementFacts, engagement_obstacles
from gongyuan.lawyers.rules.members import (
    dismissal_reasons,
    licence_hints,
    licence_obstacles,
    measure_obstacles,
    move_obstacles,
    years_of_practice,
)
from gongyuan.lawyers.rules.stipend import StipendRate, stipend_amount
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
    "StipendRate",
    "TermFacts",
    "dismissal_reasons",
    "early_end_obstacles",
    "engagement_obstacles",
    "hand_over_obstacles",
    "length_obstacles",
    "licence_hints",
    "licence_obstacles",
    "measure_obstacles",
    "move_obstacles",
    "renewal_obstacles",
    "service_obstacles",
    "stipend_amount",
    "term_obstacles",
    "years_of_practice",
]
