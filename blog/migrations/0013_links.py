from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0012_title_as_latex'),
    ]

    operations = [
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='description')),
                ('feed_url', models.URLField(blank=True, help_text='Where readers subscribe to it.', max_length=500, verbose_name='feed')),
                ('relation', models.CharField(blank=True, choices=[('', 'None'), ('contact', 'Contact'), ('acquaintance', 'Acquaintance'), ('friend', 'Friend'), ('colleague', 'Colleague'), ('me', 'Myself')], default='', help_text='Programs read it (XFN). “Myself” is for your own pages elsewhere.', max_length=20, verbose_name='relation')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='page',
            name='shows_links',
            field=models.BooleanField(db_default=False, default=False, help_text='Below the text stand the links that you keep under “Links”.', verbose_name='shows the links'),
        ),
    ]
