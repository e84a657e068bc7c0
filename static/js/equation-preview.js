// Shows the equation that a reference points to: on hover, on focus, on the first tap.
const template = document.querySelector("template[data-equation-preview]");
const WAIT = 150;
const preview = template && "popover" in HTMLElement.prototype && prepared();
let shownFor = null;
let timer;

if (preview) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (preview.contains(event.target)) clearTimeout(timer);
    else if (reference(event)) later(() => show(reference(event)));
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && (reference(event) || preview.contains(event.target))) later(hide);
  });
  document.addEventListener("focusin", (event) => {
    const link = reference(event);
    if (link?.matches(":focus-visible")) show(link);
    else if (!preview.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = reference(event);
    if (event.target.closest?.("[data-equation-preview-link]")) hide();
    if (link && event.pointerType === "touch" && shownFor !== link && show(link)) event.preventDefault();
  });
  // A tap outside closes the popover by itself, before its click is told.
  preview.addEventListener("toggle", (event) => { if (event.newState === "closed") shownFor = null; });
}

function prepared() {
  const element = template.content.firstElementChild.cloneNode(true);
  return document.body.appendChild(element);
}

function reference({ target }) {
  return target.closest?.('a.equation-ref[href*="#"]');
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, WAIT);
}

function show(link) {
  clearTimeout(timer);
  if (link.pathname !== location.pathname) return false;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const equation = target?.closest(".equation");
  if (!equation) return false;
  const clone = equation.cloneNode(true);
  for (const part of [clone, ...clone.querySelectorAll("[id], [tabindex]")]) {
    part.removeAttribute("id");
    part.removeAttribute("tabindex");
  }
  for (const number of clone.querySelectorAll(".equation__number > a")) number.replaceWith(...number.childNodes);
  for (const aside of clone.querySelectorAll(".equation__copy, .equation__talk")) aside.remove();
  preview.querySelector("[data-equation-preview-link]").href = link.hash;
  preview.firstElementChild.replaceChildren(clone);
  hide();
  preview.showPopover({ source: link });
  shownFor = link;
  return true;
}

function hide() {
  clearTimeout(timer);
  if (shownFor) preview.hidePopover();
  shownFor = null;
}
