"""Letters about hostile comments, as a browser takes them apart."""

from typing import Any

import pytest
from playwright.sync_api import Page

from blog.comments import letters
from blog.comments.listeners import Listener
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.posts.models import Post
from blog.posts.site import Site
from tests.markup.shared import lines_of

# What a letter is made of; nothing in it loads, runs, sends or lies over anything, or is dressed
# by a comment: the one style is ours, in the head.
FAULTS = """htmls => htmls.map(html => {
  const active = new Set(("script style link base iframe frame object embed form button svg img "
    + "audio video template").split(" "));
  const letter = new DOMParser().parseFromString(html, "text/html");
  const faults = [];
  for (const element of letter.querySelectorAll("*")) {
    const name = element.localName;
    const isOurs = name === "style" && element === letter.head.lastElementChild;
    if (active.has(name) && !isOurs) faults.push(name);
    if (isOurs && /url|@import|expression/i.test(element.textContent)) faults.push(name);
    if (name === "input" && element.type !== "checkbox") faults.push(name);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^action$|^formaction$|^ping$|^background$/.test(attribute))
        faults.push(`${name} ${attribute}`);
      if (/href|src/.test(attribute)
          && !/^(https?|mailto):$/.test(new URL(value, "https://a.b").protocol))
        faults.push(`${name} ${attribute}=${value}`);
    }
  }
  return faults;
})"""


def letters_with(payload: str) -> list[str]:
    """Return the three kinds of letters, with a hostile text in every field there is."""
    post = Post(pk=1, title=payload, title_plain=payload, language="en")
    fields: dict[str, Any] = {
        "post": post,
        "source": payload,
        "author_name": payload[:60],
        "author_email": "a@example.org",
        "status": Comment.Status.HELD,
        "reasons": [{"layer": "x", "template": "%(x)s", "params": {"x": payload}}],
    }
    comment, parent, listener = Comment(pk=2, **fields), Comment(pk=1, **fields), Listener(pk=1)
    render_comment(comment)
    site = Site(title=payload[:100].replace("\0", ""), author_email="a@example.org")
    made = (
        letters.to_author(comment, site, "a"),
        letters.to_parent(comment, parent, listener, "b"),
        letters.question(comment, listener, "c"),
    )
    return [str(letter.alternatives[0][0]) for letter in made]


@pytest.mark.django_db
def test_the_judge_sees_faults(page: Page) -> None:
    bad = ["<script>", "<p onclick=x>", "<a href='java\tscript:x'>", "<img src=x>", "<p style=x>"]
    bad += [
        "<body><style></style>",
        "<style>a{}</style><style>a{}</style>",
        "<style>url(a)</style>",
    ]
    assert all(page.evaluate(FAULTS, bad))


@pytest.mark.django_db
def test_no_known_attack_arrives_in_a_letter(page: Page) -> None:
    attacks = [line["payload"].replace("\0", "") for line in lines_of("attacks/xss.jsonl")]
    htmls = [html for attack in attacks for html in letters_with(attack)]
    found = page.evaluate(FAULTS, htmls)
    assert [(html, faults) for html, faults in zip(htmls, found, strict=True) if faults] == []
