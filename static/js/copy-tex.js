// Gives a formula's TeX: to a copied passage, to a double click, to the button beside a display.
const STANDS_ALONE = /^\\begin\{(equation|align|alignat|flalign|gather|multline|eqnarray|subequations)\*?\}/;
const template = document.querySelector("template[data-copy-tex]");

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (event.target.closest?.("input, textarea") || selection.isCollapsed) return;
  const range = whole(selection.getRangeAt(0));
  const passage = document.createElement("div");
  passage.append(range.cloneContents());
  if (!passage.querySelector("math[data-tex]")) return;
  event.clipboardData.setData("text/html", passage.innerHTML);
  event.clipboardData.setData("text/plain", textOf(passage));
  event.preventDefault();
});

if (template && navigator.clipboard) {
  const [button, status] = template.content.cloneNode(true).children;
  document.body.append(status);
  document.addEventListener("dblclick", ({ target }) => copy(target.closest("math[data-tex]"), status));
  button.addEventListener("click", () => copy(button.parentElement.querySelector("math[data-tex]"), status));
  for (const type of ["pointerover", "focusin"]) {
    document.addEventListener(type, ({ target }) => {
      const equation = target.closest?.(".equation");
      if (equation?.querySelector("math[data-tex]") && !equation.closest("[popover]")) offer(button, equation);
    });
  }
}

// A selection that reaches beyond a formula takes all of it.
function whole(selected) {
  const range = selected.cloneRange();
  const [first, last] = [formulaAround(range.startContainer), formulaAround(range.endContainer)];
  if (first && first === last) return range;
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  return range;
}

function formulaAround(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("math");
}

// The browser breaks the lines; the formulas come in afterwards, lest it squeeze their blanks.
function textOf(passage) {
  const texs = [];
  for (const formula of passage.querySelectorAll("math[data-tex]")) {
    formula.replaceWith(`\uE000${texs.push(delimited(formula)) - 1}\uE001`);
  }
  for (const aside of passage.querySelectorAll(".equation__number, .equation__copy, .heading__anchor")) aside.remove();
  passage.className = "visually-hidden copied-passage";
  document.body.append(passage);
  const text = passage.innerText;
  passage.remove();
  return text.replace(/\uE000(\d+)\uE001/g, (token, index) => texs[index]);
}

function delimited(formula) {
  const { tex } = formula.dataset;
  if (STANDS_ALONE.test(tex)) return tex;
  return formula.getAttribute("display") === "block" ? `$$${tex}$$` : `$${tex}$`;
}

// One button for all displays, so that a page of formulas stays light.
function offer(button, equation) {
  if (button.parentElement === equation || button.matches(":focus")) return;
  equation.querySelector(".equation__body").after(button);
}

async function copy(formula, status) {
  if (!formula) return;
  await navigator.clipboard.writeText(delimited(formula));
  formula.dataset.copied = "";
  status.textContent = status.dataset.done;
  setTimeout(() => {
    delete formula.dataset.copied;
    status.textContent = "";
  }, 1500);
}
