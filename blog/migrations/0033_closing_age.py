import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0032_popular_freshness")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="comments_close_after_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Days after a post appears. Empty: never. A post may be kept open by itself.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="comments close after",
            ),
        ),
    ]
