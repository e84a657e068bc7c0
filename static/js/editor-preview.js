// The preview beside the source: what the server makes of the text, a moment after the last key.
const DELAY = 300;

for (const editor of document.querySelectorAll("[data-editor]")) {
  const frame = editor.querySelector("[data-editor-preview]");
  frame.addEventListener("load", () => open(editor, frame.contentDocument), { once: true });
  frame.src = frame.dataset.src;
  frame.hidden = false;
}

function open(editor, page) {
  const form = editor.closest("form");
  const fields = {
    content: editor.querySelector("textarea"),
    title: form.elements.title,
    language: form.elements.language,
    numbers_by_section: form.elements.numbers_by_section,
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken,
  };
  let timer;
  let asking = new AbortController();

  function update() {
    // Whoever asks anew forgets the older answer, however late it comes.
    asking.abort();
    asking = new AbortController();
    ask(editor, fields, page, asking.signal);
  }

  function updateSoon() {
    clearTimeout(timer);
    timer = setTimeout(update, DELAY);
  }

  fields.content.addEventListener("input", updateSoon);
  fields.title?.addEventListener("input", updateSoon);
  fields.language?.addEventListener("change", updateSoon);
  fields.numbers_by_section?.addEventListener("change", updateSoon);
  page.addEventListener("click", leadElsewhere);
  followTheme(page.documentElement);
  update();
}

async function ask(editor, fields, page, signal) {
  const body = new URLSearchParams();
  for (const [name, field] of Object.entries(fields)) {
    if (field && (field.type !== "checkbox" || field.checked)) body.append(name, field.value);
  }
  try {
    const answer = await fetch(editor.dataset.previewUrl, { method: "POST", body, signal });
    const html = await answer.text();
    if (signal.aborted) return;
    if (answer.ok) show(editor, page, new DOMParser().parseFromString(html, "text/html"));
    say(editor, answer.ok ? "" : refusal(editor, answer));
  } catch {
    if (!signal.aborted) say(editor, editor.dataset.sayUnreachable);
  }
}

function show(editor, page, answer) {
  const text = answer.querySelector("[data-part=text]");
  const problems = answer.querySelectorAll("[data-part=problems]");
  markTeaser(text);
  page.querySelector("main").replaceChildren(text);
  const list = editor.querySelector("[data-editor-problems]");
  list.replaceChildren(...problems);
  list.hidden = problems.length === 0;
}

function markTeaser(text) {
  const { teaserBlocks, teaserEnds } = text.dataset;
  const last = text.querySelector(".prose").children[teaserBlocks - 1];
  if (!last) return;
  const mark = text.ownerDocument.createElement("p");
  mark.className = "preview__teaser-end";
  mark.textContent = teaserEnds;
  last.after(mark);
}

function refusal(editor, { status }) {
  return status === 403 ? editor.dataset.sayRefused : editor.dataset.sayUnreachable;
}

function say(editor, text) {
  editor.querySelector("[data-editor-trouble]").textContent = text;
}

// A link of the text must not replace the preview; one inside the page may scroll it.
function leadElsewhere(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}

// The preview is light or dark as the admin is.
function followTheme(page) {
  const follow = () => {
    const { theme } = document.documentElement.dataset;
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
    else delete page.dataset.theme;
  };
  new MutationObserver(follow).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  follow();
}
