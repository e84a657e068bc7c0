// Offers to copy the citation of the equation at hand; the page of its citation has the words.
const template = document.querySelector("template[data-cite-equation]");
const form = document.querySelector("[data-cite-places]");

if (template && form && navigator.clipboard && window.ClipboardItem) {
  const places = new Set([...form.elements.at.options].map(({ value }) => value));
  const button = template.content.querySelector("button").cloneNode(true);
  const status = template.content.querySelector("[role=status]").cloneNode(true);
  document.body.append(status);
  button.addEventListener("click", () => cite(button.parentElement.id, button, status));
  for (const type of ["pointerover", "focusin"]) {
    document.addEventListener(type, ({ target }) => {
      const equation = target.closest?.(".equation[id]");
      if (!places.has(equation?.id) || equation === button.parentElement || button.matches(":focus")) return;
      equation.append(button);
    });
  }
}

async function cite(anchor, button, status) {
  const label = button.textContent;
  // The clipboard is asked at once, for it listens to a press only; the words may come later.
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": line(anchor) })]);
  button.textContent = status.textContent = status.dataset.done;
  setTimeout(() => {
    button.textContent = label;
    status.textContent = "";
  }, 1500);
}

async function line(anchor) {
  const response = await fetch(`${form.action}?${new URLSearchParams({ at: anchor })}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return new Blob([page.querySelector("[data-cite-line]").textContent], { type: "text/plain" });
}
