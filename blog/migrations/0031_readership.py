"""Keep how often posts are read, what is popular, and whether readers see it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0030_websub_hub'),
    ]

    operations = [
        migrations.CreateModel(
            name='PopularPost',
            fields=[
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='popularity', serialize=False, to='blog.post')),
                ('place', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'popular post',
                'verbose_name_plural': 'popular posts',
            },
        ),
        migrations.CreateModel(
            name='Readership',
            fields=[
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='readership', serialize=False, to='blog.post')),
                ('count', models.PositiveBigIntegerField(db_index=True, default=0, verbose_name='views')),
                ('shown', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'views of a post',
                'verbose_name_plural': 'views of posts',
            },
        ),
        migrations.AddField(
            model_name='site',
            name='shows_views',
            field=models.BooleanField(db_default=False, default=False, help_text='Shown to readers beside each post, renewed every hour.', verbose_name='how often posts are read'),
        ),
        migrations.CreateModel(
            name='DayOfReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_on', models.DateField()),
                ('count', models.PositiveIntegerField()),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days_of_reading', to='blog.post')),
            ],
            options={
                'verbose_name': 'views on a day',
                'verbose_name_plural': 'views on days',
                'constraints': [models.UniqueConstraint(fields=('read_on', 'post'), name='day_of_reading_once')],
            },
        ),
    ]
