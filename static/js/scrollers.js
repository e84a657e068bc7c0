// Lets the keyboard reach a long inline formula where the screen is too narrow for it.
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

for (const run of document.querySelectorAll(".math-run--long")) observer.observe(run);
