"""Keep beside each text its form for feeds and a line that describes it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0004_citations_and_macros'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='feed_html',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='page',
            name='description',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='post',
            name='description',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='post',
            name='feed_html',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='post',
            name='feed_teaser_html',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='site',
            name='feed_content',
            field=models.CharField(choices=[('full', 'The full text'), ('teaser', 'The teaser')], default='full', max_length=10, verbose_name='in feeds'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(('feed_content__in', ['full', 'teaser'])), name='site_feed_content_known'),
        ),
    ]
