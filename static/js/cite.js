// The citation box: copies, states the day of reading, and cites the place that is chosen or linked to.
const today = new Date().toLocaleDateString("sv");
const form = document.querySelector("[data-cite-places]");
const box = document.querySelector("details[data-cite]");

dress(document);

if (form) {
  const { at } = form.elements;
  const show = () => cite(new URLSearchParams(new FormData(form)));
  form.querySelector("button").hidden = true;
  at.addEventListener("change", show);
  const follow = () => {
    const anchor = document.querySelector(":target")?.id;
    if (!box?.open || at.value === anchor || ![...at.options].some(({ value }) => value === anchor)) return;
    at.value = anchor;
    show();
  };
  box?.addEventListener("toggle", follow);
  addEventListener("hashchange", follow);
}

for (const button of document.querySelectorAll("[data-share]")) {
  const address = document.querySelector("link[rel=canonical]").href;
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!navigator.share) return copy(address, button);
    // Who closes the system's sheet has changed their mind, and that is no error.
    await navigator.share({ title: document.title, url: address }).catch(() => {});
  });
}

async function cite(place) {
  const response = await fetch(`${form.action}?${place}`);
  if (!response.ok) return form.submit();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const styles = document.importNode(page.querySelector("[data-cite-styles]"), true);
  dress(styles);
  document.querySelector("[data-cite-styles]").replaceWith(styles);
  document.querySelector("[data-cite-line]").textContent = page.querySelector("[data-cite-line]").textContent;
}

function dress(part) {
  for (const day of part.querySelectorAll("[data-today]")) day.textContent = `[${today}]`;
  if (!navigator.clipboard) return;
  for (const button of part.querySelectorAll("[data-cite-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      copy(button.closest(".cite__style").querySelector(".cite__text").textContent, button);
    });
  }
}

async function copy(text, button) {
  const label = button.textContent;
  await navigator.clipboard.writeText(text);
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
}
