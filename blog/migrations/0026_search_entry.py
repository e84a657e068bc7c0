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
                ('published_at', models.DateTimeField()),
                ('text', models.TextField()),
                ('title_words', django.contrib.postgres.search.SearchVectorField()),
                ('head_words', django.contrib.postgres.search.SearchVectorField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('formulas', models.TextField(default='')),
                ('outlines', models.TextField(default='')),
                ('formula_words', django.contrib.postgres.search.SearchVectorField()),
                ('is_cut', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['title_words'], name='entry_title'), django.contrib.postgres.indexes.GinIndex(fields=['head_words'], name='entry_head'), django.contrib.postgres.indexes.GinIndex(fields=['words'], name='entry_words'), django.contrib.postgres.indexes.GinIndex(fields=['formula_words'], name='entry_formulas'), models.Index(condition=models.Q(('is_cut', True)), fields=['is_cut'], name='entry_cut')],
            },
        ),
        # The long columns stand apart from the rows, so that reading dates stays cheap.
        migrations.RunSQL(
            "ALTER TABLE blog_entry SET (toast_tuple_target = 128)",
            "ALTER TABLE blog_entry RESET (toast_tuple_target)",
        ),
    ]
