"""Storing a made-up blog, in one transaction, a batch of posts with its comments after another."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count, pairwise
from random import Random

from django.db import connection, transaction
from django.db.models import Model

from blog.authoring.demo.load import BlogNotEmpty
from blog.authoring.generator.conversation import Turn, conversation
from blog.authoring.generator.copying import Copy, Row, triggers_asleep
from blog.authoring.generator.shelves import Shelves
from blog.authoring.generator.texts import Pattern, Writer
from blog.authoring.generator.vocabulary import dice, vocabularies
from blog.comments.models import Comment
from blog.posts.models import Post
from blog.posts.related import KEPT, Related
from blog.posts.site import hold_edition
from blog.posts.taxonomy import Tagging

BEGINS_AT = datetime(2019, 1, 1, tzinfo=UTC)
LASTS = timedelta(days=6 * 365)
PATTERNS_A_LANGUAGE = 40
POSTS_A_BATCH = 500
PINNED = 300
"""So many posts are newer than the one that is pinned."""
TABLES = ["blog_post", "blog_post_tags", "blog_comment", "blog_related"]

# What the triggers would have kept, and one new edition for all of it.
SETTLE = """
UPDATE blog_category AS category SET post_count = counted.number FROM (
    SELECT category_id, count(*) AS number FROM blog_post WHERE status = 'published'
    GROUP BY category_id
) AS counted WHERE category.id = counted.category_id;
UPDATE blog_tag AS tag SET post_count = counted.number FROM (
    SELECT tag_id, count(*) AS number FROM blog_post_tags WHERE published_at IS NOT NULL
    GROUP BY tag_id
) AS counted WHERE tag.id = counted.tag_id;
UPDATE blog_site SET post_count = (SELECT count(*) FROM blog_post WHERE status = 'published');
SELECT setval(pg_get_serial_sequence('blog_post', 'id'), (SELECT max(id) FROM blog_post));
SELECT setval(pg_get_serial_sequence('blog_comment', 'id'), (SELECT max(id) FROM blog_comment));
"""


def generate(posts: int, comments: int, seed: int, *, beside_others: bool) -> Iterator[int]:
    """Store that many posts and comments, yielding how many posts are done, all within one edition.

    The same for the same numbers and seed in an empty blog. A post's text depends on the seed and
    on how many are newer alone, so that the front pages of a small blog and of a large one differ
    in nothing but what the size costs.
    Raises BlogNotEmpty where there are posts and ``beside_others`` is not said.
    """
    existing = Post.objects.count()
    if existing and not beside_others:
        raise BlogNotEmpty(existing)
    with transaction.atomic():
        hold_edition()
        with triggers_asleep(TABLES):
            yield from _Load(posts, comments, seed).run()
        with connection.cursor() as cursor:
            for statement in SETTLE.strip().split(";\n"):
                cursor.execute(statement)
    tidy_up()


def tidy_up() -> None:
    """Let the planner know what there is; its index-only scans need the vacuum."""
    how = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"{how} {table}")


Batch = dict[type[Model], list[Row]]


class _Load:
    """One run: what is written, and where it goes."""

    def __init__(self, posts: int, comments: int, seed: int) -> None:
        self.seed = seed
        random = dice(seed)
        self.shelves = Shelves()
        self.post_patterns: list[Pattern] = []
        self.comment_patterns: dict[str, list[Pattern]] = {}
        for vocabulary in vocabularies():
            many = range(PATTERNS_A_LANGUAGE)
            self.post_patterns += [Writer(vocabulary, random).post() for _ in many]
            self.comment_patterns[vocabulary.language] = [
                Writer(vocabulary, random).comment() for _ in many
            ]
        self.first_post = _next_number(Post)
        self.next_comment = _next_number(Comment)
        self.posts = posts
        self.lengths = _lengths(posts, comments, dice(seed))
        self.copies = {
            Post: Copy(Post, numbered=True),
            Comment: Copy(Comment, numbered=True),
            Tagging: Copy(Tagging),
            Related: Copy(Related),
        }

    def run(self) -> Iterator[int]:
        """Store everything, yielding how many posts are done."""
        for begin in range(0, self.posts, POSTS_A_BATCH):
            batch: Batch = {Post: [], Tagging: [], Comment: []}
            end = min(begin + POSTS_A_BATCH, self.posts)
            for place in range(begin, end):
                self._make(place, batch)
            for model, rows in batch.items():
                self.copies[model].write(rows)
            yield end
        relations = (row for place in range(self.posts) for row in self._relations(place))
        self.copies[Related].write(relations)

    def _make(self, place: int, batch: Batch) -> None:
        """Make up the post at a place among all, its tags and its comments."""
        age = self.posts - 1 - place
        random = dice(self.seed, age)
        number = self.first_post + place
        pattern = self._pattern(random)
        published_at = BEGINS_AT + LASTS * ((place + random.random()) / self.posts)
        turns = conversation(self.lengths[age], published_at, random)
        post = {
            "id": number,
            **pattern.filled(number, random),
            "status": Post.Status.PUBLISHED.value,
            "published_at": published_at,
            "created_at": published_at,
            "category_id": self.shelves.category(random),
            "is_pinned": age == min(PINNED, self.posts // 2),
            "comment_count": sum(turn.status == Comment.Status.SHOWN for turn in turns),
        }
        batch[Post].append(post)
        copied = {name: post[name] for name in ("is_pinned", "published_at")}
        for tag in self.shelves.tags(random):
            batch[Tagging].append({"post_id": number, "tag_id": tag, **copied})
        language = pattern.vocabulary.language
        batch[Comment] += [
            {**row, "post_id": number} for row in self._talk(turns, language, random)
        ]

    def _talk(self, turns: list[Turn], language: str, random: Random) -> Iterator[Row]:
        """Make up the comments of a conversation, in the order of time."""
        patterns = self.comment_patterns[language]
        first = self.next_comment
        floors = count(1)
        for turn in turns:
            written = random.choice(patterns)
            yield {
                "id": self.next_comment,
                **written.filled(self.next_comment, random),
                "parent_id": None if turn.parent is None else first + turn.parent,
                "author_name": random.choice(written.vocabulary.readers),
                "status": str(turn.status),
                "floor": next(floors) if turn.is_seen else None,
                "created_at": turn.written_at,
            }
            self.next_comment += 1

    def _pattern(self, random: Random) -> Pattern:
        """Return the pattern of a post; seven of ten are Chinese."""
        is_chinese = random.random() < 0.7
        return self.post_patterns[
            random.randrange(PATTERNS_A_LANGUAGE) + (0 if is_chinese else PATTERNS_A_LANGUAGE)
        ]

    def _relations(self, place: int) -> Iterator[Row]:
        """Yield what is related to a post: some of those written before and after it."""
        random = dice(self.seed, "related", place)
        near = range(max(0, place - 100), min(self.posts, place + 100))
        others = [other for other in near if other != place]
        for other in random.sample(others, min(KEPT, len(others))):
            yield {
                "post_id": self.first_post + place,
                "other_id": self.first_post + other,
                "score": random.random(),
            }


def _lengths(posts: int, comments: int, random: Random) -> list[int]:
    """Return how many comments each post gets, all together ``comments``: many few, a few many."""
    weights = [min(20.0, random.lognormvariate(0, 1)) for _ in range(posts)]
    total = sum(weights)
    steps = accumulate(weights, initial=0.0)
    reached = [round(comments * step / total) for step in steps]
    return [after - before for before, after in pairwise(reached)]


def _next_number(model: type[Post] | type[Comment]) -> int:
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1
