import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0014_menu'),
    ]

    operations = [
        migrations.CreateModel(
            name='Related',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField()),
            ],
            options={
                'verbose_name': 'related post',
                'verbose_name_plural': 'related posts',
            },
        ),
        migrations.AddField(
            model_name='related',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_to', to='blog.post'),
        ),
        migrations.AddField(
            model_name='related',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='blog.post'),
        ),
        migrations.AddConstraint(
            model_name='related',
            constraint=models.UniqueConstraint(fields=('post', 'other'), name='related_once'),
        ),
        migrations.AddConstraint(
            model_name='related',
            constraint=models.CheckConstraint(condition=models.Q(('post', models.F('other')), _negated=True), name='related_is_another'),
        ),
    ]
