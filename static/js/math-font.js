// Holds the text back until the formulas' font is here, a second at most: then no line moves when
// it comes. A classic script on purpose, after the style sheet that names the font.
{
  const root = document.documentElement;
  const show = () => { delete root.dataset.awaits; };
  root.dataset.awaits = "formulas";
  document.fonts.load('1em "Latin Modern Math"').then(show, show);
  setTimeout(show, 1000);
}
