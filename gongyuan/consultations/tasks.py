from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.consultations.actions.clock import tell_of_overdue


@app.periodic(cron="20 0-12 * * *")
@app.task(queueing_lock="tell_of_overdue_consultations")
def tell_of_overdue_consultations(timestamp: int) -> None:
    """Twenty past every hour from eight in the morning to eight in the evening in Beijing."""
    tell_of_overdue(now=timezone.now())
