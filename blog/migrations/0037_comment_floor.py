from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0036_old_paths_named")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="floor",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="floor"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(
                fields=("post", "floor"), name="comment_floor_once"
            ),
        ),
    ]
