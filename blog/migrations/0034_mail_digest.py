from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0033_closing_age")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="mail_digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
    ]
