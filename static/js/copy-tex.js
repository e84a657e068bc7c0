// Gives a formula's TeX: to a copied passage, to a double click, to the button beside a display.
import { delimited, textOf, whole } from "./passage.js";

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
