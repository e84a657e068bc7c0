// Pictures by button, paste and drop: a placeholder at the caret, then the picture's Markdown.
for (const editor of document.querySelectorAll("[data-editor]")) {
  const source = editor.querySelector("textarea");
  const file = editor.querySelector("[data-editor-file]");
  const take = uploader(editor, source);
  editor.querySelector("[data-editor-tools]").hidden = false;
  editor.querySelector("[data-editor-choose]").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    take([...file.files]);
    file.value = "";
  });
  source.addEventListener("paste", (event) => {
    // Office programs add a picture of the text they copy; then the text is meant.
    if (event.clipboardData.types.includes("text/plain")) return;
    if (event.clipboardData.files.length) event.preventDefault();
    take([...event.clipboardData.files]);
  });
  // A file dropped beside the field would replace the page and the text with it.
  for (const type of ["dragover", "drop"]) {
    window.addEventListener(type, (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
  }
  source.addEventListener("drop", (event) => take([...event.dataTransfer.files]));
}

function uploader(editor, source) {
  let waiting = 0;
  let number = 0;
  editor.closest("form").addEventListener("submit", (event) => {
    if (!waiting) return;
    event.preventDefault();
    say(editor, editor.dataset.sayWait);
  });

  return async function take(files) {
    if (!files.length) return;
    editor.querySelector("[data-editor-refusals]").replaceChildren();
    waiting += files.length;
    const jobs = files.map((file) => {
      number += 1;
      const name = file.name.replace(/[[\]\n]/g, "");
      return { file, placeholder: `![${editor.dataset.sayUploading.replace("{}", () => name)} (${number})]()` };
    });
    insert(source, jobs.map((job) => job.placeholder).join("\n\n"));
    for (const { file, placeholder } of jobs) {
      say(editor, editor.dataset.sayUploading.replace("{}", () => file.name));
      const { code = "", reason } = await upload(editor, file);
      replace(source, placeholder, code);
      if (reason) refuse(editor, `${file.name}: ${reason}`);
      say(editor, reason ? "" : editor.dataset.sayInserted.replace("{}", () => file.name));
      waiting -= 1;
    }
  };
}

async function upload(editor, file) {
  const { uploadUrl, maxBytes, sayTooLarge, sayRefused, sayUnreachable } = editor.dataset;
  if (file.size > Number(maxBytes)) return { reason: sayTooLarge };
  const body = new FormData();
  body.append("csrfmiddlewaretoken", editor.closest("form").elements.csrfmiddlewaretoken.value);
  body.append("image", file);
  try {
    const answer = await fetch(uploadUrl, { method: "POST", body });
    if (answer.status === 403) return { reason: sayRefused };
    if (answer.status === 413) return { reason: sayTooLarge };
    const { image_code: code, image } = await answer.json();
    return { code, reason: image?.join(" ") };
  } catch {
    return { reason: sayUnreachable };
  }
}

// execCommand is the only way to change a field that the author can undo.
function insert(source, text) {
  source.focus();
  if (!document.execCommand("insertText", false, text)) {
    source.setRangeText(text, source.selectionStart, source.selectionEnd, "end");
    source.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The author may be typing elsewhere in the text by now: the caret stays with them.
function replace(source, placeholder, text) {
  const start = source.value.indexOf(placeholder);
  if (start < 0) return;
  source.setRangeText(text, start, start + placeholder.length, "preserve");
  source.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(editor, text) {
  editor.querySelector("[data-editor-status]").textContent = text;
}

function refuse(editor, text) {
  const item = document.createElement("p");
  item.textContent = text;
  editor.querySelector("[data-editor-refusals]").append(item);
}
