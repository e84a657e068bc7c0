from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0023_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='author_email',
            field=models.EmailField(blank=True, db_default='', default='', help_text='Where letters about comments go; no reader sees it. Empty: none are sent.', max_length=254, verbose_name="author's mail address"),
        ),
    ]
