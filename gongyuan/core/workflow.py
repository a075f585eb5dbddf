"""The table type of states and transitions: data that the guard, the buttons, the database check,
the diagram and the tests all read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Transition:
    #: The verb; its event code is the workflow's subject plus this name.
    name: str
    #: What the button says.
    label: str
    sources: frozenset[str]
    target: str
    #: The power needed to do it.
    capability: str


class Workflow:
    def __init__(self, subject: str, labels: dict[str, str], *transitions: Transition) -> None:
        self.subject = subject
        self.labels = labels
        self.transitions = transitions
        self._by_name = {t.name: t for t in transitions}
        if len(self._by_name) != len(transitions):
            raise ValueError(f"{subject}: a transition is named twice")
        for transition in transitions:
            for state in {*transition.sources, transition.target}:
                if state not in labels:
                    raise ValueError(f"{subject}.{transition.name}: unknown state {state}")

    def find(self, name: str) -> Transition:
        return self._by_name[name]

    def event_code(self, name: str) -> str:
        return f"{self.subject}.{self.find(name).name}"

    def allows(self, state: str, name: str) -> bool:
        return state in self.find(name).sources

    def obstacles(self, state: str, name: str) -> list[str]:
        """Why this verb may not follow this state, as sentences; empty when it may."""
        if self.allows(state, name):
            return []
        return [f"现在是“{self.labels[state]}”，不能“{self.find(name).label}”。"]

    def available(self, state: str, capabilities: frozenset[str]) -> list[Transition]:
        """The verbs that may follow a state, of those the actor has the power to do."""
        return [t for t in self.transitions if state in t.sources and t.capability in capabilities]
