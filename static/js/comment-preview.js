// Shows how a comment will look, from the same answer that comes without scripts.
export function offerPreview(form, prepare) {
  const button = form.querySelector("[data-preview]");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    tell(form, "");
    const page = await answer(form, new URLSearchParams([...new FormData(form), [button.name, button.value]]));
    form.ariaBusy = "false";
    if (!form.isConnected) return;
    if (page?.querySelector("[data-comment-form]")) show(page, form, prepare);
    // The conversation was closed meanwhile, or is gone: the page that says so gives back the text.
    else if (page?.querySelector("#lost-text")) form.requestSubmit(button);
    else tell(form, page ? "later" : "offline");
  });
}

// Says beside the buttons why nothing happens; the words are the template's.
export function tell(form, why) {
  const line = form.querySelector("[data-form-status]");
  line.textContent = line.dataset[why] ?? "";
}

async function answer(form, fields) {
  try {
    const response = await fetch(form.action, { method: "POST", body: fields });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}

function show(page, form, prepare) {
  const [preview, renewed] = ["[data-comment-preview]", "[data-comment-form]"].map(
    (part) => page.querySelector(part) && document.importNode(page.querySelector(part), true),
  );
  document.querySelector("[data-comment-preview]")?.remove();
  if (preview) form.before(preview);
  // What was typed while the answer was on its way is newer than the answer.
  for (const { name, value } of form.querySelectorAll("textarea, .comment-form__who input")) {
    renewed.elements[name].value = value;
  }
  form.replaceWith(renewed);
  prepare(renewed);
  const shown = preview ?? renewed.querySelector(".errorlist") ?? renewed;
  shown.tabIndex = -1;
  shown.focus();
}
