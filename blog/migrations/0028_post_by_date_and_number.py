"""Hold the number too in the index by date, so that posts of one moment need no sorting."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0027_card'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='post',
            name='post_by_date',
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['published_at', 'id'], name='post_by_date'),
        ),
    ]
