"""Migrations that make many tables, each in one step."""

from typing import Any

from django.db import migrations
from django.db.migrations.operations.models import ModelOperation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class AtOnce(migrations.Migration):
    """A migration whose changes of the schema are drawn up together, then made one after another.

    Django draws up anew, after each operation, every model that is related to the changed one. Here
    nearly all are related, through units and accounts, and an empty database took half a minute
    of drawing. A table made here is made as it stands at the migration's end: with the columns,
    indexes and constraints that later operations of the same migration add to it.

    For operations on the schema alone; one that touches rows needs the state of its own moment.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        """Apply forwards; what it would do is listed in Django's own way."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        before = project_state.clone()
        _forget_models(project_state)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self._steps():
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def _steps(self) -> list[Any]:
        """The operations that have something left to do in the database."""
        steps, made = [], set()
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                made.add(operation.name_lower)
            elif isinstance(operation, migrations.RunSQL | migrations.RunPython):
                raise TypeError(f"{self} touches rows; make it a plain migration")
            elif not isinstance(operation, AddTrigger) and _model_of(operation) in made:
                continue
            steps.append(operation)
        return steps


def _model_of(operation: Any) -> str:
    """The model that an operation changes, in lower case."""
    if isinstance(operation, ModelOperation):
        return operation.name_lower
    return str(operation.model_name).lower()


def _forget_models(state: ProjectState) -> None:
    """Let the models be drawn when they are next asked for, not at each change of the state."""
    state.__dict__.pop("apps", None)
