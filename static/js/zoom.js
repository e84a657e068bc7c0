// Shows a picture in its own size, where the page shows it smaller: a button around it opens a dialog.
const template = document.querySelector("template[data-zoom]");
const [button, dialog] = template ? template.content.cloneNode(true).children : [];
const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => offer(target)));

if (dialog) {
  document.body.append(dialog);
  // The dialog's own box is all padding and picture: a press on anything closes it.
  dialog.addEventListener("click", () => dialog.close());
  for (const picture of document.querySelectorAll(".prose img:not(a img)")) {
    picture.addEventListener("load", () => offer(picture));
    observer.observe(picture);
  }
}

function offer(picture) {
  const around = picture.closest("[data-zoom-open]");
  const isSmaller = picture.naturalWidth > picture.clientWidth * 1.1;
  if (isSmaller && !around) {
    const wrapper = button.cloneNode(true);
    wrapper.addEventListener("click", () => open(picture));
    picture.replaceWith(wrapper);
    wrapper.append(picture);
  } else if (!isSmaller && around && picture.clientWidth) {
    around.replaceWith(picture);
  }
}

function open(picture) {
  const caption = picture.closest("figure")?.querySelector("figcaption");
  const large = picture.cloneNode();
  for (const name of ["loading", "sizes"]) large.removeAttribute(name);
  dialog.firstElementChild.replaceChildren(large, ...(caption ? [caption.cloneNode(true)] : []));
  dialog.setAttribute("aria-label", picture.alt || caption?.textContent || "");
  dialog.showModal();
}
