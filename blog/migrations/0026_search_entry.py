"""Keep beside each post what the search knows of it."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0025_listener'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='blog.post')),
                ('text', models.TextField()),
                ('formulas', models.TextField(default='')),
                ('outlines', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='blog.entry')),
                ('published_at', models.DateTimeField()),
                ('title', django.contrib.postgres.search.SearchVectorField()),
                ('head', django.contrib.postgres.search.SearchVectorField()),
                ('anywhere', django.contrib.postgres.search.SearchVectorField()),
                ('formulas', django.contrib.postgres.search.SearchVectorField()),
                ('is_cut', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'words of an entry',
                'verbose_name_plural': 'words of entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['title'], name='words_title'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['head'], name='words_head'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['anywhere'], name='words_anywhere'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['formulas'], name='words_formulas'), models.Index(condition=models.Q(('is_cut', True)), fields=['is_cut'], name='words_cut')],
            },
        ),
        # Narrow enough to read a hundred thousand, wide enough that reading all looks dear.
        migrations.RunSQL(
            "ALTER TABLE blog_words SET (toast_tuple_target = 512)",
            "ALTER TABLE blog_words RESET (toast_tuple_target)",
        ),
    ]
