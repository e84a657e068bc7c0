import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0034_mail_digest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField(verbose_name="former text")),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="replaced at")),
                ("comment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="blog.comment", verbose_name="comment")),
                ("replaced_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name="replaced by")),
            ],
            options={
                "verbose_name": "former text",
                "verbose_name_plural": "former texts",
                "ordering": ["-replaced_at", "-pk"],
            },
        ),
    ]
