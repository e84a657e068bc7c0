from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0026_search_entry'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='card',
            field=models.CharField(db_default='', default='', editable=False, max_length=40),
        ),
    ]
