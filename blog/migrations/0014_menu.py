import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0013_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='MenuItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, help_text="Left empty, the blog's own word or the page's title stands there.", max_length=60, verbose_name='title')),
                ('target', models.CharField(choices=[('home', 'Home'), ('archive', 'Archive'), ('categories', 'Categories'), ('tags', 'Tags'), ('series_index', 'Series'), ('search', 'Search'), ('random', 'A random post'), ('page', 'A page'), ('address', 'An address')], max_length=20, verbose_name='leads to')),
                ('address', models.CharField(blank=True, help_text='For “An address”: a path on this site or an address elsewhere.', max_length=500, validators=[django.core.validators.RegexValidator('\\A(/(?!/)|https?://|mailto:)\\S*\\Z', 'Give a path on this site, /tag/primes/, or an address with https://.')], verbose_name='address')),
                ('place', models.CharField(choices=[('head', 'In the masthead'), ('foot', 'In the foot')], default='head', max_length=10, verbose_name='stands')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_shown', models.BooleanField(default=True, verbose_name='shown')),
            ],
            options={
                'verbose_name': 'menu item',
                'verbose_name_plural': 'menu',
                'ordering': ['-place', 'position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='menuitem',
            name='page',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='menu_items', to='blog.page', verbose_name='page'),
        ),
        migrations.AddConstraint(
            model_name='menuitem',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', ['head', 'foot'])), name='menu_item_place_known'),
        ),
        migrations.AddConstraint(
            model_name='menuitem',
            constraint=models.CheckConstraint(condition=models.Q(('page__isnull', False), models.Q(('target', 'page'), _negated=True), _connector='OR'), name='menu_item_has_its_page'),
        ),
        migrations.AddConstraint(
            model_name='menuitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address', ''), _negated=True), models.Q(('target', 'address'), _negated=True), _connector='OR'), name='menu_item_has_its_address'),
        ),
    ]
