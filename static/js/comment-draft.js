// Keeps what is typed on this device until it is sent, and who writes if asked to.
const WRITER = "lemma:writer";
const FIELDS = ["name", "email", "site"];

export function keepDraft(form) {
  const { text, to } = form.elements;
  if (!to) return; // second thoughts about what is stored already
  const key = draftKey(form.getAttribute("action"), to.value);
  if (!text.value) text.value = read(key) ?? "";
  form.addEventListener("input", () => write(key, text.value));
  remember(form);
}

// The page of a sent comment may be seen again when another is begun in the same place.
export function forgetDraft(sent) {
  if (!sent) return;
  const { commentSent, commentTo, commentText } = sent.dataset;
  const key = draftKey(commentSent, commentTo);
  if (read(key) === commentText) write(key, "");
}

function remember(form) {
  const line = form.querySelector("[data-remember]");
  const box = line.querySelector("input");
  const writer = rememberedWriter();
  for (const name of FIELDS) if (writer && !form.elements[name].value) form.elements[name].value = writer[name] ?? "";
  box.checked = writer !== null;
  line.hidden = false;
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    write(WRITER, box.checked ? JSON.stringify(typed) : "");
  });
}

function rememberedWriter() {
  try {
    return JSON.parse(read(WRITER) ?? "null");
  } catch {
    write(WRITER, "");
    return null;
  }
}

function draftKey(action, to) {
  return `lemma:draft:${action}:${to}`;
}

// Storage may be forbidden, or full: then nothing is kept, and nothing else breaks.
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    return;
  }
}
