// A slash leads to the search field, as it does on many sites; not while something is being typed.
addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable], dialog");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  const fields = [...document.querySelectorAll("[data-search-field]")];
  const field = fields.findLast((one) => one.checkVisibility());
  if (field) field.select();
  else document.querySelector(".search-box__button")?.focus();
  event.preventDefault();
});
