// The button that goes round auto, light, dark. theme.js reads the choice on the next page.
const themes = ["auto", "light", "dark"];
const root = document.documentElement;

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const label = button.querySelector("[data-theme-label]");
  const show = () => { label.textContent = button.dataset[current()]; };

  button.addEventListener("click", () => {
    choose(themes[(themes.indexOf(current()) + 1) % themes.length]);
    show();
  });
  addEventListener("storage", (event) => {
    if (event.key !== "theme") return;
    apply(event.newValue ?? "auto");
    show();
  });
  show();
  button.hidden = false;
}

function current() {
  return root.dataset.theme ?? "auto";
}

function choose(theme) {
  apply(theme);
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

function apply(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}
