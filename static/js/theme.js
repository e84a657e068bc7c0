// Runs before the first paint, so a reader who chose a theme never sees the other one.
// A classic script on purpose: a module would come too late.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's scheme is a good answer.
}
