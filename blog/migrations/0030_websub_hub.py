import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0029_proof_of_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='hub_url',
            field=models.CharField(blank=True, db_default='', default='', help_text='Its address; it is told at once when a post appears. Empty: nobody is.', max_length=200, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='WebSub hub'),
        ),
    ]
