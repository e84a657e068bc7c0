"""From a source text to a Document: the list of steps, in order.

A change of what any step writes raises PIPELINE_VERSION in ``blog/markup/__init__.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.markup import dialect, source, teaser
from blog.markup.addresses import readdressed, settle_links
from blog.markup.blocks import finish_blocks
from blog.markup.chinese import join_lines, mark_foreign_emphasis
from blog.markup.delimiters import Formula, stash
from blog.markup.document import (
    Document,
    Label,
)
from blog.markup.elements import Element, parse
from blog.markup.errors import MarkupError
from blog.markup.feed_form import annotated, feed_form
from blog.markup.figures import make_figures, settle_media
from blog.markup.footnotes import restyle_footnotes, undefined_marks
from blog.markup.headings import number_sections
from blog.markup.labels import doubled, uncited
from blog.markup.mentions import link_mentions
from blog.markup.page_form import sourced
from blog.markup.plain import description, plain_text
from blog.markup.profiles import heaviest, limits_for
from blog.markup.sanitise import dropped_tags, sanitised
from blog.markup.shared_macros import shared_macros
from blog.markup.statements import number_statements
from blog.markup.tokens import plain_of, sections_of, source_of
from blog.markup.typeset import Typeset, lay_in, typeset
from blog.markup.work import Work


def clean_characters(work: Work) -> None:
    """Replace what neither HTML nor a database can hold."""
    work.text, problems = source.cleaned(work.text)
    work.problems += problems
    source.check_bounds(work.text, work.profile)


def take_out_formulas(work: Work) -> None:
    """Put a token in the place of each formula, before Markdown can touch it."""
    work.stash = stash(work.text)
    work.problems += work.stash.problems


def read_markdown(work: Work) -> None:
    """Turn Markdown into HTML nobody has judged yet."""

    def too_dear(text: str) -> None:
        work.report("warning", text[:40], "This paragraph is too intricate and is shown as it is")

    work.html = dialect.html_of(work.stash.text, work.profile, work.language, too_dear)


def sanitise(work: Work) -> None:
    """Keep only the HTML the profile allows, and tell the author what went."""
    for tag in dropped_tags(work.html):
        work.report("warning", f"<{tag}", "<%(tag)s> is not allowed and was left out", tag=tag)
    work.root = parse(sanitised(work.html, work.profile))


def join_chinese_lines(work: Work) -> None:
    """Undo line breaks between Chinese characters; mark Latin emphasis."""
    join_lines(work.root, work.stash.pattern)
    if work.language.startswith("zh"):
        mark_foreign_emphasis(work.root, work.stash.pattern)


def collect_footnotes(work: Work) -> None:
    """Number the footnotes; free all other ids for our own."""

    def unused(key: str) -> None:
        work.report("warning", f"[^{key}]:", "Footnote %(key)s is never cited", key=key)

    if not work.is_comment:
        restyle_footnotes(work.root, work.language, unused)
        for mark in undefined_marks(work.root):
            work.report("warning", mark, "Footnote %(mark)s is not defined", mark=mark)
    notes = {e.attributes["id"]: e for e in work.root.walk() if _is_note(e)}
    for element in notes.values():
        del element.attributes["id"]
    work.anchors.adopt(work.root)
    for anchor, element in notes.items():
        work.anchors.give(element, anchor)


def find_teaser_mark(work: Work) -> None:
    """Remember where the author ends the teaser, and remove the mark."""
    work.more_at = teaser.take_more_marks(work.root)


def settle_pictures(work: Work) -> None:
    """Size the site's own pictures, make links of others, figures of those that stand alone."""

    def foreign(address: str) -> None:
        work.report(
            "warning",
            address,
            "%(address)s is on another site: upload it, visitors only see a link",
            address=address,
        )

    settle_media(work.root, work.images, foreign)
    work.figures = make_figures(work.root, work.anchors, work.language)


def number_theorems(work: Work) -> None:
    """Number theorems and their like, and give them their shape."""
    if not work.is_comment:
        work.statements = number_statements(work.root, work.anchors, work.language)


def number_headings(work: Work) -> None:
    """Number and anchor the headings, then lead links inside the text to their targets."""
    if not work.is_comment:
        work.sections = number_sections(
            work.root, work.anchors, plain_of(work.stash), work.language
        )
    work.anchors.link(work.root)


def finish(work: Work) -> None:
    """Settle where links lead; shape code, tables, task lists and quotations."""
    settle_links(work.root, "nofollow ugc noopener" if work.is_comment else "noopener")
    code_of = source_of(work.stash)
    finish_blocks(work.root, code_of, work.language, focusable=work.profile != "feed")


def link_equations(work: Work) -> None:
    """Lead from numbers in running words to the equations meant, where the caller knows them."""
    if work.mentions:
        link_mentions(work.root, work.mentions)


def set_formulas(work: Work) -> None:
    """Number and convert the formulas, and resolve what cites them."""
    work.setting = typeset(
        work.stash,
        limits=limits_for(work.profile),
        labels=_other_labels(work),
        foreign=work.foreign,
        macros=shared_macros(work.macros),
        sections=sections_of(work.stash, work.root) if work.numbers_by_section else {},
    )
    work.problems += work.setting.problems
    if work.profile == "feed":
        work.setting = annotated(work.setting)
    work.toc = tuple(section.heading(work.setting.plain) for section in work.sections)


def check_labels(work: Work) -> None:
    """Tell of keys given twice, and of equations named but never cited, here or elsewhere."""
    work.problems += doubled(_other_labels(work), work.text)
    if not work.is_comment:
        work.problems += uncited(work.setting, work.root, work.cited)


def cut_teaser(work: Work) -> None:
    """Lay formulas into the opening, and give it ids and links that work in a list."""

    def size_of(block: Element) -> int:
        return teaser.visible(block, work.setting.plain)

    if work.is_comment:
        return
    work.opening, work.has_more = teaser.opening(work.root, work.more_at, size_of)
    work.teaser_html = readdressed(
        lay_in(work.opening.html(), _shown(work)).strip(),
        prefix=work.id_prefix,
        article_url=work.article_url,
        absolute=work.profile == "feed",
    )


def lay_in_formulas(work: Work) -> None:
    """Write the HTML with every formula in its place."""
    work.html = lay_in(work.root.html(), _shown(work)).strip()
    if work.is_comment:
        work.html = readdressed(work.html, prefix=work.id_prefix, article_url="")
    elif work.profile == "feed":
        work.html = readdressed(work.html, prefix="", article_url=work.article_url, absolute=True)


def weigh(work: Work) -> None:
    """Refuse a stranger's text that grows out of proportion when it is set."""
    if work.is_comment and len(work.html.encode()) > heaviest(work.text):
        raise MarkupError("The text grows too large when it is set")


def write_feed_form(work: Work) -> None:
    """Write the HTML once more for feeds, where the request says under which address."""
    if work.feed_url:
        prefix = work.id_prefix if work.is_comment else ""
        work.feed = feed_form(work.root, work.opening, work.setting, work.feed_url, prefix)


def write_plain(work: Work) -> None:
    """Write everything as text, display formulas on lines of their own."""

    def apart(token: re.Match[str]) -> str:
        item = work.stash.items[int(token[1])]
        return f"\n{token[0]}\n" if isinstance(item, Formula) and item.display else token[0]

    def plain(text: str) -> str:
        return work.setting.plain(work.stash.pattern.sub(apart, text))

    work.plain = plain_text(work.root, plain)
    opening = plain_text(work.root, lambda text: text)
    work.description = description(opening, work.stash.pattern, work.setting.plain)


STEPS: tuple[Callable[[Work], None], ...] = (
    clean_characters,
    take_out_formulas,
    read_markdown,
    sanitise,
    join_chinese_lines,
    collect_footnotes,
    find_teaser_mark,
    settle_pictures,
    number_theorems,
    number_headings,
    finish,
    link_equations,
    set_formulas,
    check_labels,
    cut_teaser,
    lay_in_formulas,
    weigh,
    write_feed_form,
    write_plain,
)


def run(work: Work) -> Document:
    """Take ``work`` through all steps. Raises MarkupError where the source is beyond bounds."""
    for step in STEPS:
        step(work)
    return Document(
        html=work.html,
        teaser_html=work.teaser_html if not work.is_comment else work.html,
        has_more=work.has_more,
        plain=work.plain,
        description=work.description,
        feed=work.feed,
        toc=work.toc,
        labels=_labels(work),
        problems=tuple(sorted(work.problems, key=lambda p: (p.line, p.column))),
    )


def _labels(work: Work) -> tuple[Label, ...]:
    own = {(label.kind, label.anchor) for label in work.setting.labels}
    named = [
        label
        for label in _other_labels(work)
        if label.key and (label.kind, label.anchor) not in own
    ]
    return (*work.setting.labels, *named)


def _other_labels(work: Work) -> list[Label]:
    """Return what can be cited beside equations."""
    return [section.label for section in work.sections] + work.figures + work.statements


def _shown(work: Work) -> Typeset:
    """Return the formulas as this profile shows them."""
    return work.setting if work.profile == "feed" else sourced(work.setting)


def _is_note(element: Element) -> bool:
    anchor = element.attributes.get("id", "")
    return anchor.startswith(("fn-", "fnref-")) and element.tag in ("li", "a")
