// Marks in the contents the section being read: the last heading above a third of the window.
const links = new Map();
for (const link of document.querySelectorAll(".toc__link")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, [...(links.get(heading) ?? []), link]);
}

// The margin reaches far up: a heading changes sides once, also when a jump carries it past.
if (links.size) {
  const observer = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -67% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
}

function mark() {
  let current = null;
  for (const heading of links.keys()) {
    if (heading.getBoundingClientRect().top <= innerHeight / 3) current = heading;
  }
  for (const [heading, both] of links) {
    for (const link of both) {
      if (heading === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}
