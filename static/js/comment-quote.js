// Quotes the passage selected last, or else the whole comment that is answered; formulas as TeX.
import { textOf, whole } from "./passage.js";

let selected = null;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const place = around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement;
  if (place.closest(".prose")) selected = range.cloneRange();
});

// A click elsewhere lets go of it; one that opens the form or leads into it does not.
document.addEventListener("click", ({ target }) => {
  if (getSelection().isCollapsed && !target.closest?.("a[data-write], [data-comment-form]")) selected = null;
});

export function offerQuote(form, tell) {
  const button = form.querySelector("[data-quote]");
  button.hidden = !button.name && !form.closest("[data-conversation]"); // where there is nothing to quote
  button.addEventListener("click", (event) => {
    const range = selected?.collapsed === false ? selected : answeredBy(form);
    tell(form, range ? "" : "unselected");
    if (!range) return;
    event.preventDefault();
    insert(form.elements.text, quoted(range));
    selected = null;
    form.elements.text.focus();
  });
}

function answeredBy(form) {
  const answered = form.closest(".comment") ?? document.querySelector("[data-comment-answered]");
  const body = answered?.querySelector(".comment__body");
  if (!body) return null;
  const range = document.createRange();
  range.selectNodeContents(body);
  return range;
}

function quoted(range) {
  const passage = document.createElement("div");
  passage.append(whole(range).cloneContents());
  const lines = textOf(passage).trim().replace(/\n{3,}/g, "\n\n").split("\n");
  return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
}

function insert(field, text) {
  const before = field.value.slice(0, field.selectionStart).trimEnd();
  const after = field.value.slice(field.selectionEnd).trimStart();
  const start = `${before ? `${before}\n\n` : ""}${text}\n\n`;
  field.value = start + after;
  field.setSelectionRange(start.length, start.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
