// Nothing written is lost by a slip: leaving asks first, and Ctrl+S (⌘S) saves.
for (const editor of document.querySelectorAll("[data-editor]")) guard(editor.closest("form"));

function guard(form) {
  // A form that comes back with errors holds what was not saved.
  let isSaved = !document.querySelector(".errornote");
  form.addEventListener("input", () => { isSaved = false; });
  form.addEventListener("change", () => { isSaved = false; });
  // In the bubbling phase, after those who may still stop it.
  window.addEventListener("submit", (event) => {
    if (event.target === form && !event.defaultPrevented) isSaved = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit(form.elements._continue ?? form.elements._save);
  });
}
