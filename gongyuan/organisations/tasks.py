from procrastinate.contrib.django import app

from gongyuan.organisations import actions


@app.task(queue="upkeep")
def sweep_moved_paths(unit_id: int, old_path: str) -> None:
    actions.sweep_moved_paths(unit_id=unit_id, old_path=old_path)
