"""Make every table of the blog."""

import blog.posts.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="text")),
                ("html", models.TextField(default="", editable=False)),
                ("toc", models.JSONField(default=list, editable=False)),
                ("labels", models.JSONField(default=list, editable=False)),
                ("plain", models.TextField(default="", editable=False)),
                ("description", models.TextField(default="", editable=False)),
                ("problems", models.JSONField(default=list, editable=False)),
                (
                    "rendered_with",
                    models.PositiveIntegerField(db_index=True, default=0, editable=False),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=200, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        default=blog.posts.fields.Language.of_the_site,
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("in_menu", models.BooleanField(default=True, verbose_name="in the menu")),
                (
                    "menu_order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="place in the menu"),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["menu_order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Left empty, it is made from the name.",
                        max_length=200,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="description"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="children",
                        to="blog.category",
                        verbose_name="parent",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="edition_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        editable=False, max_length=40, unique=True, verbose_name="file"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("jpeg", "JPEG"),
                            ("png", "PNG"),
                            ("webp", "WebP"),
                            ("gif", "GIF"),
                        ],
                        editable=False,
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("size_bytes", models.PositiveIntegerField(editable=False, verbose_name="size")),
                (
                    "original_name",
                    models.CharField(blank=True, max_length=200, verbose_name="original name"),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What it shows, for those who cannot see it.",
                        max_length=300,
                        verbose_name="description",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded at")),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name__regex", "^[0-9a-f]{32}\\.(?:jpeg|png|webp|gif)$")
                        ),
                        name="image_is_named_by_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("height__gte", 1), ("size_bytes__gte", 1), ("width__gte", 1)
                        ),
                        name="image_is_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["jpeg", "png", "webp", "gif"])),
                        name="image_format_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="text")),
                ("html", models.TextField(default="", editable=False)),
                ("toc", models.JSONField(default=list, editable=False)),
                ("labels", models.JSONField(default=list, editable=False)),
                ("plain", models.TextField(default="", editable=False)),
                ("description", models.TextField(default="", editable=False)),
                ("problems", models.JSONField(default=list, editable=False)),
                (
                    "rendered_with",
                    models.PositiveIntegerField(db_index=True, default=0, editable=False),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Formulas may stand in it: $\\sqrt2$.",
                        max_length=300,
                        verbose_name="title",
                    ),
                ),
                ("title_html", models.TextField(default="", editable=False)),
                ("title_plain", models.TextField(default="", editable=False)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="The last part of the address. Left empty, the number stands there.",
                        max_length=200,
                        null=True,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        default=blog.posts.fields.Language.of_the_site,
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("private", "Private"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="A moment that lies ahead holds the post back until then.",
                        verbose_name="published at",
                    ),
                ),
                ("is_pinned", models.BooleanField(default=False, verbose_name="pinned")),
                (
                    "comment_policy",
                    models.CharField(
                        choices=[("site", "As the site"), ("open", "Open"), ("closed", "Closed")],
                        default="site",
                        max_length=10,
                        verbose_name="comments",
                    ),
                ),
                (
                    "numbers_by_section",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="(2.1), (2.2) in the second section.",
                        verbose_name="equations numbered by section",
                    ),
                ),
                ("teaser_html", models.TextField(default="", editable=False)),
                ("has_more", models.BooleanField(default=False, editable=False)),
                ("feed_html", models.TextField(default="", editable=False)),
                ("feed_teaser_html", models.TextField(default="", editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "updated_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revised at"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="posts",
                        to="blog.category",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "posts",
            },
        ),
        migrations.CreateModel(
            name="OldPath",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="As people read it, its characters not encoded: /archives/矩阵/.",
                        max_length=500,
                        unique=True,
                        verbose_name="old path",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_paths",
                        to="blog.page",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_paths",
                        to="blog.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "old path",
                "verbose_name_plural": "old paths",
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("author_name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "author_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="mail address"),
                ),
                ("author_site", models.URLField(blank=True, verbose_name="site")),
                (
                    "is_by_author",
                    models.BooleanField(default=False, verbose_name="by the blog's author"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("shown", "Shown"),
                            ("held", "Held"),
                            ("hidden", "Hidden"),
                            ("spam", "Spam"),
                        ],
                        default="held",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("source", models.TextField(verbose_name="text")),
                ("html", models.TextField(default="", editable=False)),
                ("feed_html", models.TextField(default="", editable=False)),
                ("problems", models.JSONField(default=list, editable=False)),
                (
                    "rendered_with",
                    models.PositiveIntegerField(db_index=True, default=0, editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="written at"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="replies",
                        to="blog.comment",
                        verbose_name="in reply to",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="blog.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                (
                    "cited",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="blog.post",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="blog.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(default="Lemma", max_length=100, verbose_name="title")),
                ("tagline", models.CharField(blank=True, max_length=200, verbose_name="tagline")),
                (
                    "author_name",
                    models.CharField(blank=True, max_length=100, verbose_name="author's name"),
                ),
                (
                    "notice",
                    models.CharField(
                        blank=True,
                        help_text="A line in the footer: a licence, say.",
                        max_length=300,
                        verbose_name="notice",
                    ),
                ),
                (
                    "posts_per_page",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="posts a page",
                    ),
                ),
                (
                    "comment_policy",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                        verbose_name="comments",
                    ),
                ),
                (
                    "feed_content",
                    models.CharField(
                        choices=[("full", "The full text"), ("teaser", "The teaser")],
                        default="full",
                        max_length=10,
                        verbose_name="in feeds",
                    ),
                ),
                (
                    "macros",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Definitions in TeX, one a line, that hold in every text: \\newcommand{\\R}{\\mathbb{R}}",
                        max_length=20000,
                        verbose_name="macros",
                    ),
                ),
            ],
            options={
                "verbose_name": "site",
                "verbose_name_plural": "site",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="site_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(("posts_per_page__range", (1, 100))),
                        name="site_posts_per_page_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("feed_content__in", ["full", "teaser"])),
                        name="site_feed_content_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Left empty, it is made from the name.",
                        max_length=200,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug", ""), _negated=True), name="tag_has_a_slug"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="tags",
            field=models.ManyToManyField(
                blank=True, related_name="posts", to="blog.tag", verbose_name="tags"
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="category_is_not_its_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True), name="category_has_a_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="oldpath",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("post__isnull", True), ("page__isnull", True), _connector="XOR"
                ),
                name="old_path_has_one_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="oldpath",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__startswith", "/")), name="old_path_starts_at_the_root"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status__in", ["shown", "hidden"])),
                fields=["post", "created_at"],
                name="comment_in_threads",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "shown")),
                fields=["-created_at", "-id"],
                name="comment_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["shown", "held", "hidden", "spam"])),
                name="comment_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="comment_does_not_answer_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                fields=("post", "cited", "key"), name="citation_once"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["-is_pinned", "-published_at", "-id"],
                name="post_listing",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["published_at"],
                name="post_by_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "published", "private"])),
                name="post_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment_policy__in", ["site", "open", "closed"])),
                name="post_comment_policy_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slug__isnull", True), ("slug__regex", "[^0-9]"), _connector="OR"
                ),
                name="post_slug_is_no_number",
                violation_error_message="A slug of digits alone would pass for a post's number.",
            ),
        ),
    ]
