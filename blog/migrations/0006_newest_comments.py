"""Find the newest comments of the whole site without reading them all."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0005_feed_forms'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('status', 'shown')), fields=['-created_at', '-id'], name='comment_newest'),
        ),
    ]
