from blog.markup.delimiters import stash
from blog.markup.document import ForeignLabel, Label
from blog.markup.typeset import lay_in, typeset


def laid(source: str, **options) -> tuple[str, list[str]]:
    setting = typeset(stash(source), **options)
    return lay_in(setting.stash.text, setting), [p.message for p in setting.problems]


EQUATION = r"\begin{equation}x\label{eq:a}\end{equation}"


def test_eqref_is_a_link_in_brackets_and_ref_one_without():
    html, problems = laid(EQUATION + r"\eqref{eq:a} \ref{eq:a}")
    assert '<a class="equation-ref" href="#eq-a">(1)</a>' in html
    assert '<a class="equation-ref" href="#eq-a">1</a>' in html
    assert problems == []


def test_reference_may_stand_before_its_equation():
    assert 'href="#eq-a">(1)</a>' in laid(r"见\eqref{eq:a} " + EQUATION)[0]


def test_formula_that_is_only_a_reference_is_a_link():
    assert 'href="#eq-a">(1)</a>' in laid(EQUATION + r"$\eqref{eq:a}$")[0]


def test_reference_inside_a_formula_is_text():
    assert "<mtext>(1)</mtext>" in laid(EQUATION + r"$y\text{ 由 }\eqref{eq:a}$")[0]


def test_unknown_label_is_reported_with_its_place():
    setting = typeset(stash("a\n见 \\eqref{no}"))
    problem = setting.problems[0]
    assert (problem.line, problem.column) == (2, 3)
    assert "equation-ref--unknown" in setting.fragments[0]


def test_section_label_can_be_cited():
    label = Label("sec:one", "2.1", "sec-one", "section")
    assert 'href="#sec-one">2.1</a>' in laid(r"\ref{sec:one}", labels=[label])[0]


def test_label_of_another_article_is_asked_for():
    found = {"6760:eq:loss": ForeignLabel("7", "/archives/6760/#eq-loss")}
    html, problems = laid(r"\eqref{6760:eq:loss} \eqref{1:x}", foreign=found.get)
    assert 'href="/archives/6760/#eq-loss">(7)</a>' in html
    assert problems == ["No label 1:x is known here"]


def test_hostile_label_cannot_leave_its_attribute():
    html, _ = laid(r"""$$x\tag{"><script>}\label{"onclick=x}$$\eqref{"onclick=x}""")
    assert "<script>" not in html
    assert 'href="#eq-onclick-x"' in html
