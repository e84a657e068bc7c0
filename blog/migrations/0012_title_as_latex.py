from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0011_licence'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='title_latex',
            field=models.TextField(db_default='', default='', editable=False),
        ),
    ]
