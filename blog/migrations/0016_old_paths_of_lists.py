import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0015_related_posts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='oldpath',
            name='old_path_has_one_target',
        ),
        migrations.AddField(
            model_name='oldpath',
            name='category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_paths', to='blog.category'),
        ),
        migrations.AddField(
            model_name='oldpath',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_paths', to='blog.series'),
        ),
        migrations.AddField(
            model_name='oldpath',
            name='tag',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_paths', to='blog.tag'),
        ),
        migrations.AlterField(
            model_name='oldpath',
            name='path',
            field=models.CharField(help_text='As people read it, its characters not encoded: /archives/矩阵/, /2019/05/primes.html, /?p=123. A whole address may be pasted.', max_length=500, unique=True, verbose_name='old path'),
        ),
        migrations.AddConstraint(
            model_name='oldpath',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('post__isnull', False), ('page__isnull', True), ('category__isnull', True), ('tag__isnull', True), ('series__isnull', True)), models.Q(('post__isnull', True), ('page__isnull', False), ('category__isnull', True), ('tag__isnull', True), ('series__isnull', True)), models.Q(('post__isnull', True), ('page__isnull', True), ('category__isnull', False), ('tag__isnull', True), ('series__isnull', True)), models.Q(('post__isnull', True), ('page__isnull', True), ('category__isnull', True), ('tag__isnull', False), ('series__isnull', True)), models.Q(('post__isnull', True), ('page__isnull', True), ('category__isnull', True), ('tag__isnull', True), ('series__isnull', False)), _connector='OR'), name='old_path_has_one_target', violation_error_message='An old path leads to one thing: choose one.'),
        ),
    ]
