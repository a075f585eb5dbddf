import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongyuan.core.schema import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("duty", "0001_rosters"),
        ("lawyers", "0003_rounds_contact_points_online"),
        ("people", "0006_shared_desks_and_covers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="dutymember",
            name="duty_member_is_of_the_staff_or_a_lawyer",
        ),
        migrations.AddField(
            model_name="dutymember",
            name="volunteer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.volunteer",
                verbose_name="志愿者",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lawyer", None), ("post__isnull", False), ("volunteer", None)),
                    models.Q(("lawyer__isnull", False), ("post", None), ("volunteer", None)),
                    models.Q(("lawyer", None), ("post", None), ("volunteer__isnull", False)),
                    _connector="OR",
                ),
                name="duty_member_is_one_of_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutymember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("point", "volunteer"),
                name="one_place_per_volunteer_and_point",
            ),
        ),
    ]
