"""A migration made at once leaves the same tables as one made operation by operation."""

import pgtrigger
import pgtrigger.migrations
import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import CASCADE, Q

from gongyuan.core.schema import AtOnce

APP = "shelves"
OPERATIONS = [
    migrations.CreateModel(
        name="Shelf",
        fields=[("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())],
    ),
    migrations.CreateModel(
        name="Book",
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("pages", models.IntegerField()),
            ("shelf", models.ForeignKey(f"{APP}.shelf", CASCADE)),
        ],
        options={"indexes": [models.Index(fields=["pages"], name="shelves_by_pages")]},
    ),
    migrations.AddField("Shelf", "newest", models.ForeignKey(f"{APP}.book", CASCADE, null=True)),
    migrations.AlterField("Book", "pages", models.SmallIntegerField(db_index=True)),
    migrations.AddField(
        "Book", "shelves", models.ManyToManyField(f"{APP}.shelf", related_name="+")
    ),
    migrations.AddIndex(
        "Shelf", models.Index("name", condition=Q(newest=None), name="shelves_empty")
    ),
    migrations.AddConstraint(
        "Book", models.CheckConstraint(condition=Q(pages__gt=0), name="shelves_some_pages")
    ),
    migrations.AddConstraint(
        "Shelf",
        models.UniqueConstraint(
            fields=["name"], condition=Q(newest=None), name="shelves_one_empty"
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        "shelf", pgtrigger.Protect(name="shelves_stay", operation=pgtrigger.Delete)
    ),
]
LATER = [
    migrations.AddField("Book", "title", models.TextField(default="")),
    migrations.AddIndex("Book", models.Index(fields=["title"], name="shelves_by_title")),
    migrations.RemoveIndex("Book", "shelves_by_pages"),
    migrations.AddIndex("Book", models.Index(fields=["-pages"], name="shelves_by_pages")),
    migrations.CreateModel(
        name="Reader",
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("reads", models.ForeignKey(f"{APP}.book", CASCADE)),
        ],
    ),
    migrations.AddConstraint(
        "Reader", models.UniqueConstraint(fields=["reads"], name="shelves_one_reader")
    ),
]
CATALOGUE = """
SELECT 'column', table_name, column_name, data_type, is_nullable, ordinal_position::text
  FROM information_schema.columns WHERE table_name LIKE 'shelves%%'
UNION ALL
SELECT 'index', tablename, indexname, indexdef, '', ''
  FROM pg_indexes WHERE tablename LIKE 'shelves%%'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
  FROM pg_constraint WHERE conrelid::regclass::text LIKE 'shelves%%'
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', ''
  FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'shelves%%' AND NOT tgisinternal
ORDER BY 1, 2, 3
"""


def _apply(kind: type[migrations.Migration]) -> tuple[list[tuple[str, ...]], ProjectState]:
    """What two migrations of a kind leave behind; the tables themselves go again."""
    state = ProjectState()
    _ = state.apps  # drawn already, as it is when Django migrates
    for operations in (OPERATIONS, LATER):
        migration = kind("made_at_once", APP)
        migration.operations = operations
        with connection.schema_editor() as editor:
            state = migration.apply(state, editor)
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE, [])
        found = cursor.fetchall()
        cursor.execute(
            "DROP TABLE shelves_reader, shelves_book_shelves, shelves_book, shelves_shelf CASCADE"
        )
    return found, state


@pytest.mark.django_db(transaction=True)
def test_tables_made_at_once_are_those_made_one_operation_after_another() -> None:
    one_by_one, drawn = _apply(migrations.Migration)
    at_once, drawn_at_once = _apply(AtOnce)
    assert at_once == one_by_one
    assert {row[0] for row in at_once} == {"column", "index", "constraint", "trigger"}
    assert drawn_at_once == drawn
    assert drawn_at_once.apps.get_model(APP, "reader")._meta.get_field("reads").related_model is (
        drawn_at_once.apps.get_model(APP, "book")
    )


def test_rows_are_not_touched_at_once() -> None:
    migration = AtOnce("touches_rows", APP)
    migration.operations = [migrations.RunSQL("SELECT 1")]
    with pytest.raises(TypeError, match="plain migration"):
        migration.apply(ProjectState(), None)
