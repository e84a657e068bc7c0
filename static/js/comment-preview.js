// Shows how a comment will look, from the same answer that comes without scripts.
export function offerPreview(form, prepare) {
  form.querySelector("[data-preview]").addEventListener("click", async (event) => {
    event.preventDefault();
    const button = event.currentTarget;
    button.disabled = true;
    const page = await answered(form, new URLSearchParams([...new FormData(form), [button.name, button.value]]));
    button.disabled = false;
    if (!page) return form.requestSubmit(button.cloneNode());
    const [preview, renewed] = ["[data-comment-preview]", "[data-comment-form]"].map(
      (part) => page.querySelector(part) && document.importNode(page.querySelector(part), true),
    );
    document.querySelector("[data-comment-preview]")?.remove();
    if (preview) form.before(preview);
    form.replaceWith(renewed);
    prepare(renewed);
    const shown = preview ?? renewed.querySelector(".errorlist") ?? renewed;
    shown.tabIndex = -1;
    shown.focus();
  });
}

async function answered(form, fields) {
  try {
    const response = await fetch(form.action, { method: "POST", body: fields });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector("[data-comment-form]") ? page : null;
  } catch {
    return null;
  }
}
