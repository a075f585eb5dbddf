from datetime import date

from procrastinate.contrib.django import app

from gongyuan.organisations import actions


@app.task(queue="upkeep")
def sweep_moved_paths(unit_id: int, old_path: str, moved_on: str = "") -> None:
    day = date.fromisoformat(moved_on) if moved_on else None
    actions.sweep_moved_paths(unit_id=unit_id, old_path=old_path, moved_on=day)
