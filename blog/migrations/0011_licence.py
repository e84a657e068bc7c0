from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0010_series_freshness'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='licence',
            field=models.CharField(choices=[('', 'As the site'), ('reserved', 'All rights reserved'), ('by', 'CC BY 4.0'), ('by-sa', 'CC BY-SA 4.0'), ('by-nc', 'CC BY-NC 4.0'), ('by-nc-sa', 'CC BY-NC-SA 4.0'), ('by-nd', 'CC BY-ND 4.0'), ('by-nc-nd', 'CC BY-NC-ND 4.0'), ('cc0', 'CC0 1.0')], blank=True, db_default='', default='', max_length=10, verbose_name='licence'),
        ),
        migrations.AddField(
            model_name='site',
            name='licence',
            field=models.CharField(choices=[('reserved', 'All rights reserved'), ('by', 'CC BY 4.0'), ('by-sa', 'CC BY-SA 4.0'), ('by-nc', 'CC BY-NC 4.0'), ('by-nc-sa', 'CC BY-NC-SA 4.0'), ('by-nd', 'CC BY-ND 4.0'), ('by-nc-nd', 'CC BY-NC-ND 4.0'), ('cc0', 'CC0 1.0')], db_default='reserved', default='reserved', help_text='What readers may do with the texts; each post may have another.', max_length=10, verbose_name='licence'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('licence__in', ['', 'reserved', 'by', 'by-sa', 'by-nc', 'by-nc-sa', 'by-nd', 'by-nc-nd', 'cc0'])), name='post_licence_known'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(('licence__in', ['reserved', 'by', 'by-sa', 'by-nc', 'by-nc-sa', 'by-nd', 'by-nc-nd', 'cc0'])), name='site_licence_known'),
        ),
    ]
