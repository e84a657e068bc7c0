// Brings the form for a comment into the article, below what it answers; Escape puts it away.
import "./comment-quote.js"; // remembers what is selected before the form is there

let opener = null;

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-write]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const [form, { prepare }] = await Promise.all([fetched(link.href), import("./comment-form.js")]);
  if (!form) return location.assign(link.href);
  putAway();
  (document.getElementById(link.dataset.write) ?? link.parentElement.parentElement).append(form);
  opener = link;
  prepare(form);
  form.elements.text.focus();
  form.scrollIntoView({ block: "nearest" });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !opener) return;
  if (!event.target.closest?.("[data-comment-form], [data-comment-preview]")) return;
  opener.focus();
  putAway();
});

async function fetched(address) {
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const form = response.ok && page.querySelector("[data-comment-form]");
    return form ? document.importNode(form, true) : null;
  } catch {
    return null;
  }
}

function putAway() {
  if (!opener) return;
  for (const part of document.querySelectorAll("[data-comment-form], [data-comment-preview]")) part.remove();
  opener = null;
}
