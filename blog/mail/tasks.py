"""What the room of letters does by night."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from blog.mail.models import Letter, SpentLink

LETTERS_KEPT = timedelta(days=400)
# Longer than any link lives that is good for one use.
LINKS_KEPT = timedelta(days=60)


@app.periodic(cron="11 4 * * *")
@app.task(name="mail.forget_the_old", queueing_lock="mail.forget_the_old")
def forget_the_old(timestamp: int) -> None:
    """Forget letters and links that nobody will ask about again. Two queries."""
    now = timezone.now()
    Letter.objects.filter(promised_at__lt=now - LETTERS_KEPT).delete()
    SpentLink.objects.filter(spent_at__lt=now - LINKS_KEPT).delete()
