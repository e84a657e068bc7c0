"""Where made-up posts are filed: a small tree of categories, and tags of which few are common."""

from itertools import accumulate
from random import Random

from blog.authoring.generator.vocabulary import vocabularies
from blog.posts.taxonomy import Category, Tag

TREE = {
    "分析": ("级数", "微分方程", "复变函数"),
    "代数": ("线性代数", "数论", "群与环"),
    "概率": ("随机过程", "统计"),
    "计算": ("数值方法", "机器学习", "密码"),
}
MOST_TAGS = 5


class Shelves:
    """Makes categories and tags, and chooses among them at random, the first ones most often."""

    def __init__(self) -> None:
        self._categories: list[int] = []
        for name, below in TREE.items():
            root, _is_new = Category.objects.get_or_create(name=name)
            leaves = [
                Category.objects.get_or_create(name=leaf, defaults={"parent": root})[0]
                for leaf in below
            ]
            self._categories += [category.pk for category in (root, *leaves)]
        words = dict.fromkeys(word for each in vocabularies() for word in each.words["n"])
        self._tags = [Tag.objects.get_or_create(name=word)[0].pk for word in words]
        # After Zipf: the k-th word comes up about 1/k as often as the first.
        self._weights = list(accumulate(1 / (k + 1) for k in range(len(self._tags))))

    def category(self, random: Random) -> int:
        """Return a category's number."""
        return self._categories[int(len(self._categories) * random.random() ** 1.5)]

    def tags(self, random: Random) -> set[int]:
        """Return the numbers of up to five tags, seldom none."""
        chosen = random.choices(
            self._tags, cum_weights=self._weights, k=random.randint(0, MOST_TAGS)
        )
        return set(chosen)
