from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0039_give_floors")]

    operations = [
        migrations.AlterField(
            model_name="spamrule",
            name="pattern",
            field=models.CharField(
                help_text="Capitals do not matter. Networks are written 192.0.2.0/24, 2001:db8::/32.",
                max_length=800,
                verbose_name="what to look for",
            ),
        ),
    ]
