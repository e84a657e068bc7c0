// Readies the form for a comment, on its own page or brought into the article.
import { forgetDraft, keepDraft } from "./comment-draft.js";
import { offerPreview, tell } from "./comment-preview.js";
import { offerQuote } from "./comment-quote.js";
import { doWork } from "./comment-work.js";

document.querySelectorAll("[data-comment-form]").forEach(prepare);
forgetDraft(document.querySelector("[data-comment-sent]"));

export function prepare(form) {
  keepDraft(form);
  offerPreview(form, prepare);
  offerQuote(form, tell);
  stayWhileOffline(form);
  doWork(form);
}

function stayWhileOffline(form) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    tell(form, "offline");
  });
}
