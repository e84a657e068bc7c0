// Runs before the first paint, so what a reader chose (theme, size and width of the text) never
// shows late. A classic script on purpose: a module would come too late.
try {
  for (const name of ["theme", "textSize", "textWidth"]) {
    const chosen = localStorage.getItem(name);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage may be forbidden; what the system and the theme say are good answers.
}
