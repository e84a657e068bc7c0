// A problem that is pressed puts the caret where it stands in the source.
for (const editor of document.querySelectorAll("[data-editor]")) {
  editor.querySelector("[data-editor-problems]").addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    if (place) goTo(editor.querySelector("textarea"), place.dataset.line - 1, place.dataset.column - 1);
  });
}

function goTo(source, row, column) {
  const lines = source.value.split("\n");
  const before = lines.slice(0, row).reduce((length, line) => length + line.length + 1, 0);
  // Columns count characters, the caret counts UTF-16 units.
  const inside = [...(lines[row] ?? "")].slice(0, column).join("").length;
  const place = Math.min(before + inside, source.value.length);
  source.setSelectionRange(place, place);
  source.scrollTop = (place / Math.max(1, source.value.length)) * source.scrollHeight - source.clientHeight / 2;
  // Browsers bring the caret into view when the field is entered, not when the caret is moved.
  source.blur();
  source.focus();
}
