// A passage of the page as text, each formula as the TeX it came from.
const STANDS_ALONE = /^\\begin\{(equation|align|alignat|flalign|gather|multline|eqnarray|subequations)\*?\}/;

// A selection that reaches beyond a formula takes all of it.
export function whole(selected) {
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
export function textOf(passage) {
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

export function delimited(formula) {
  const { tex } = formula.dataset;
  if (STANDS_ALONE.test(tex)) return tex;
  return formula.getAttribute("display") === "block" ? `$$${tex}$$` : `$${tex}$`;
}
