"""The places in an article that can be cited by themselves: sections, statements, equations."""

from dataclasses import dataclass

from blog.posts.models import Post

# In the article's language, as its own references are, whatever the interface speaks.
CHINESE = {"section": "第 {} 节", "equation": "式 ({})", "figure": "图 {}"}
ENGLISH = {"section": "Section {}", "equation": "Eq. ({})", "figure": "Figure {}"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its anchor and by what it is called in the article's language: 式 (3)."""

    anchor: str
    name: str


def places_in(post: Post) -> list[Place]:
    """Return what has a number: sections first, then the rest by kind, each in order."""
    words = CHINESE if post.language.startswith("zh") else ENGLISH
    sections = [
        Place(heading["anchor"], words["section"].format(heading["number"]))
        for heading in post.toc
        if heading["number"]
    ]
    return sections + [
        Place(label["anchor"], _name(label, words))
        for label in post.labels
        if label["number"] and label["kind"] != "section"
    ]


def _name(label: dict[str, str], words: dict[str, str]) -> str:
    if label["kind"] in words:
        return words[label["kind"]].format(label["number"])
    # A statement says what it is; one rendered before it did is known by its number alone.
    return f"{label.get('word', '')} {label['number']}".strip()
