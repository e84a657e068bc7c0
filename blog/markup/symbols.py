"""Tables for TeX as plain Unicode: symbols, scripts, accents, alphabets.

Source: unicode-math's table of symbols; Unicode 15, chapter 22.
"""

from __future__ import annotations

_SYMBOLS = r"""
alpha=α beta=β gamma=γ delta=δ epsilon=ϵ zeta=ζ eta=η theta=θ iota=ι kappa=κ lambda=λ mu=μ nu=ν
xi=ξ pi=π rho=ρ sigma=σ tau=τ upsilon=υ phi=ϕ chi=χ psi=ψ omega=ω varepsilon=ε vartheta=ϑ
varphi=φ varrho=ϱ varsigma=ς varpi=ϖ varkappa=ϰ Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π
Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω digamma=ϝ times=× div=÷ cdot=⋅ pm=± mp=∓ ast=∗ star=⋆
circ=∘ bullet=∙ oplus=⊕ ominus=⊖ otimes=⊗ odot=⊙ cup=∪ cap=∩ setminus=∖ wedge=∧ vee=∨ land=∧
lor=∨ lnot=¬ neg=¬ dagger=† ddagger=‡ amalg=⨿ sqcup=⊔ sqcap=⊓ le=≤ leq=≤ leqslant=⩽ ge=≥ geq=≥
geqslant=⩾ lt=< gt=> ll=≪ gg=≫ ne=≠ neq=≠ approx=≈ sim=∼ simeq=≃ cong=≅ equiv=≡ propto=∝ asymp=≍
prec=≺ succ=≻ preceq=⪯ succeq=⪰ in=∈ notin=∉ ni=∋ subset=⊂ supset=⊃ subseteq=⊆ supseteq=⊇
subsetneq=⊊ nsubseteq=⊈ mid=∣ nmid=∤ parallel=∥ perp=⊥ vdash=⊢ models=⊨ triangleq=≜ coloneqq=≔
lesssim=≲ gtrsim=≳ doteq=≐ colon=: to=→ rightarrow=→ leftarrow=← gets=← leftrightarrow=↔
Rightarrow=⇒ Leftarrow=⇐ Leftrightarrow=⇔ implies=⟹ iff=⟺ mapsto=↦ longrightarrow=⟶
longleftarrow=⟵ longmapsto=⟼ uparrow=↑ downarrow=↓ nearrow=↗ searrow=↘ rightharpoonup=⇀
hookrightarrow=↪ rightleftharpoons=⇌ sum=∑ prod=∏ coprod=∐ int=∫ iint=∬ iiint=∭ oint=∮ bigcup=⋃
bigcap=⋂ bigoplus=⨁ bigotimes=⨂ bigvee=⋁ bigwedge=⋀ infty=∞ partial=∂ nabla=∇ forall=∀ exists=∃
nexists=∄ emptyset=∅ varnothing=∅ hbar=ℏ ell=ℓ Re=ℜ Im=ℑ wp=℘ aleph=ℵ angle=∠ triangle=△
square=□ Box=□ blacksquare=■ therefore=∴ because=∵ prime=′ degree=° top=⊤ bot=⊥ surd=√ imath=ı
jmath=ȷ checkmark=✓ S=§ P=¶ pounds=£ complement=∁ Bbbk=𝕜 ldots=… cdots=⋯ dots=… vdots=⋮ ddots=⋱
dotsc=… dotsb=⋯ langle=⟨ rangle=⟩ lang=⟨ rang=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉ lbrace={
rbrace=} lbrack=[ rbrack=] vert=| lvert=| rvert=| Vert=‖ lVert=‖ rVert=‖ backslash=\ R=ℝ N=ℕ
Z=ℤ Q=ℚ C=ℂ diamond=⋄ Diamond=◊ lozenge=◊ trianglelefteq=⊴ trianglerighteq=⊵ triangleleft=◁
triangleright=▷ Uparrow=⇑ Downarrow=⇓ updownarrow=↕ Longrightarrow=⟹ Longleftarrow=⟸
Longleftrightarrow=⟺ longleftrightarrow=⟷ nrightarrow=↛ nleftarrow=↚ nleftrightarrow=↮
nRightarrow=⇏ nLeftarrow=⇍ nLeftrightarrow=⇎ leftharpoonup=↼ leftharpoondown=↽ rightharpoondown=⇁
hookleftarrow=↩ twoheadrightarrow=↠ rightsquigarrow=⇝ leadsto=⇝ swarrow=↙ nwarrow=↖ upharpoonright=↾
restriction=↾ rightrightarrows=⇉ leftrightarrows=⇆ circlearrowleft=↺ circlearrowright=↻
sqsubset=⊏ sqsupset=⊐ sqsubseteq=⊑ sqsupseteq=⊒ Subset=⋐ Supset=⋑ supsetneq=⊋ nsubset=⊄ nsupset=⊅
nsupseteq=⊉ nless=≮ ngtr=≯ nleq=≰ ngeq=≱ nsim=≁ ncong=≇ nprec=⊀ nsucc=⊁ nparallel=∦ lneq=⪇ gneq=⪈
lnsim=⋦ eqqcolon=≕ coloneq=≔ approxeq=≊ backsim=∽ bumpeq=≏ risingdotseq=≓ fallingdotseq=≒ bowtie=⋈
smile=⌣ frown=⌢ dashv=⊣ vDash=⊨ Vdash=⊩ nvdash=⊬ nvDash=⊭ ltimes=⋉ rtimes=⋊ boxplus=⊞ boxtimes=⊠
boxminus=⊟ boxdot=⊡ oslash=⊘ uplus=⊎ wr=≀ smallsetminus=∖ barwedge=⊼ veebar=⊻ doublecap=⋒
doublecup=⋓ bigsqcup=⨆ biguplus=⨄ bigodot=⨀ iiiint=⨌ oiint=∯ measuredangle=∡
sphericalangle=∢ beth=ℶ gimel=ℷ daleth=ℸ mho=℧ eth=ð flat=♭
natural=♮ sharp=♯ clubsuit=♣ diamondsuit=♢ heartsuit=♡ spadesuit=♠
bigstar=★ blacktriangle=▲ blacklozenge=⧫ triangledown=▽ bigtriangleup=△ bigtriangledown=▽ bigcirc=◯
ulcorner=⌜ urcorner=⌝ llcorner=⌞ lrcorner=⌟ lgroup=⟮ rgroup=⟯ copyright=© yen=¥ euro=€ dag=† ddag=‡
brack=[] brace={} hslash=ℏ between=≬ pitchfork=⋔ vartriangle=△ varpropto=∝ thickapprox=≈
thicksim=∼ dotsm=⋯ dotsi=⋯ dotso=… mathellipsis=… colonequals=≔ And=& lq=‘ rq=’ owns=∋
"""
_NAMES = """
log ln exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh max min sup inf lim
limsup liminf det dim ker deg gcd arg Pr hom lg mod bmod argmax argmin"""

SYMBOLS: dict[str, str] = {
    **{name: sign for name, _, sign in (entry.partition("=") for entry in _SYMBOLS.split())},
    **{name: f" {name} " for name in _NAMES.split()},
    "quad": " ",
    "qquad": " ",
    "pmod": "mod ",
}
"""A command without its backslash, and the characters it stands for."""

_RAISED = (
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDE",
    "GHIJKLMNOPRTUVWαβγδθιϕφχ⊤∗*′",
)
_RAISED_FORMS = (
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱ",
    "ᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᶥᶲᵠᵡᵀ**′",
)
SUPERSCRIPTS = dict(zip("".join(_RAISED), "".join(_RAISED_FORMS), strict=True))
SUBSCRIPTS = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρϕφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ",
        strict=True,
    )
)

ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "acute": "\u0301",
    "grave": "\u0300",
    "breve": "\u0306",
    "mathring": "\u030a",
    "underline": "\u0332",
    "overrightarrow": "\u20d7",
    "overleftarrow": "\u20d6",
    "overleftrightarrow": "\u20e1",
    "dddot": "\u20db",
    "widecheck": "\u030c",
}
"""An accent's command, and the combining character."""

_DOUBLE = ("DOUBLE-STRUCK", "MATHEMATICAL DOUBLE-STRUCK")
_SCRIPT = ("SCRIPT", "MATHEMATICAL SCRIPT")
_FRAKTUR = ("BLACK-LETTER", "MATHEMATICAL FRAKTUR")
ALPHABETS: dict[str, tuple[str, ...]] = {
    "mathbb": _DOUBLE,
    "Bbb": _DOUBLE,
    "mathds": _DOUBLE,
    "mathcal": _SCRIPT,
    "mathscr": _SCRIPT,
    "mathfrak": _FRAKTUR,
    "mathbf": (),
    "mathsf": (),
    "mathtt": (),
}
"""An alphabet's command, and how its letters are called in Unicode; () for plain letters."""
