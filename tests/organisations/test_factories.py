import pytest

from gongyuan.organisations.models import Unit
from tests.organisations.factories import make_institution, make_tree

pytestmark = pytest.mark.django_db


def test_the_ready_tree_has_paths_from_the_root_down():
    tree = make_tree()

    steps = [tree.province, tree.prefecture, tree.county, tree.township]
    assert tree.township.path == "".join(f"{unit.pk}/" for unit in steps)
    assert list(Unit.objects.ancestors_of(tree.township)) == steps[:-1]
    assert make_institution(unit=tree.county).unit_path == tree.county.path
