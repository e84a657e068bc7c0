// Leads to a comment on another page of its thread, and marks what is new since the last visit.
const comments = [...document.querySelectorAll(".comment[id]")];
const wanted = /^#comment-(\d+)$/.exec(location.hash);
const asked = new URLSearchParams(location.search);
if (wanted && !document.getElementById(location.hash.slice(1)) && !asked.has("comment")) {
  location.replace(`${location.pathname}?comment=${wanted[1]}${location.hash}`);
}

// Numbers grow with time, so the largest one seen tells old from new; it never leaves the device.
const numberOf = (comment) => Number(comment.id.slice("comment-".length));
const key = `seen:${location.pathname}`;
try {
  const seen = Number(localStorage.getItem(key));
  for (const comment of seen ? comments : []) {
    if (numberOf(comment) > seen) comment.querySelector("[data-new]").hidden = false;
  }
  localStorage.setItem(key, String(Math.max(seen, ...comments.map(numberOf))));
} catch {
  // Storage is refused: nothing is marked.
}
