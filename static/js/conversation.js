// Leads to a comment on another page of its thread, and marks what is new since the last visit.
const wanted = /^#comment-(\d+)$/.exec(location.hash);
const asked = new URLSearchParams(location.search);
if (wanted && !document.getElementById(location.hash.slice(1)) && !asked.has("comment")) {
  location.replace(`${location.pathname}?comment=${wanted[1]}${location.hash}`);
} else {
  markNew(document.querySelector("[data-conversation]"));
}

// Floors grow in the order in which readers could first see the comments. Those above the floor of
// the first visit are new until their page was seen, and half an hour longer: so long is a visit.
// What is remembered of that never leaves the device.
function markNew(conversation) {
  const HALF_AN_HOUR = 1_800_000;
  const key = `lemma:seen:${location.pathname}`;
  const now = Date.now();
  const highest = Number(conversation.dataset.conversation);
  let { floor, at } = remembered(key) ?? { floor: highest, at: {} };
  const marks = [...conversation.querySelectorAll("[data-new]")];
  for (const mark of marks) {
    const its = Number(mark.dataset.new);
    if (its <= floor) continue;
    at[its] ??= now;
    mark.hidden = now - at[its] > HALF_AN_HOUR;
  }
  const isWhole = !conversation.querySelector(".pager");
  if (isWhole && marks.every((mark) => mark.hidden)) [floor, at] = [highest, {}];
  remember(key, { floor, at });
}

// Storage may be forbidden, or hold what is no longer understood: then nothing is marked.
function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, seen) {
  try {
    localStorage.setItem(key, JSON.stringify(seen));
  } catch {
    return;
  }
}
