// The reader's choices: theme, size and width of the text. theme.js reads them on the next page.
const THEMES = ["", "light", "dark"];
const root = document.documentElement;
const panel = document.querySelector("[data-choices]");

document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const next = THEMES.indexOf(root.dataset.theme ?? "") + 1;
  choose("theme", THEMES[next % THEMES.length]);
});

if (panel) {
  panel.addEventListener("change", ({ target }) => choose(target.name, target.value));
  panel.querySelector("[data-choices-reset]").addEventListener("click", () => {
    for (const name of ["textSize", "textWidth"]) choose(name, "");
  });
  show();
}

// Another window of the same reader's.
addEventListener("storage", ({ key, newValue }) => {
  if (["theme", "textSize", "textWidth"].includes(key)) apply(key, newValue);
});

function choose(name, value) {
  apply(name, value);
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

function apply(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  show();
}

function show() {
  for (const input of panel?.querySelectorAll("input") ?? []) {
    input.checked = input.value === (root.dataset[input.name] ?? "");
  }
}
