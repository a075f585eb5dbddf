from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from gongyuan.core import notices
from gongyuan.core.models import Notice

STALLED_AFTER_SECONDS = 60


@app.task(queue="notices")
def deliver_notice(notice_id: int) -> None:
    notice = Notice.objects.filter(pk=notice_id).first()
    if notice:
        notices.deliver(notice, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Pick up the jobs of a worker that was killed; procrastinate leaves them as `doing`."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    for job in stalled:
        await app.job_manager.retry_job(job)
