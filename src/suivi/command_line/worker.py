"""How is background work done, and taken up again after the worker was killed?

It also sends the mails (see `post`). An installation has one worker. So a job that is marked as
running when the worker starts is run by nobody: the worker that had begun it was killed. It is put
back and done again. Were there a second worker by mistake, a PDF would be set twice and still be
kept once.
"""

from typing import Final

from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from suivi.command_line.post import Post
from suivi.command_line.stopping import Arguments

_ATTEMPTS: Final = 3


class Unfinished(Exception):
    """The worker was killed each time it did this job: the job is given up."""


def run(words: list[str]) -> None:
    """Does what waits, one piece at a time, until it is stopped."""
    Arguments("worker").parse_args(words)
    take_up_unfinished()
    post = Post()
    post.open()
    try:
        call_command("db_worker", queue_name="*", interval=0.5, verbosity=0, reload=False)
    finally:
        post.close()


def take_up_unfinished() -> None:
    """Puts back the jobs that a killed worker had begun; gives up one begun three times."""
    for job in DBTaskResult.objects.running():
        if len(job.worker_ids) < _ATTEMPTS:
            job.status = TaskResultStatus.READY
            job.save(update_fields=["status"])
        else:
            job.set_failed(Unfinished(f"begun {_ATTEMPTS} times and never finished"))
