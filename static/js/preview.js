// Shows in place what a mark in the text points to, an equation or a note: on hover, on focus, on
// the first click or tap. The next one, or Enter, goes there.
const EQUATION = 'a.equation-ref[href*="#"]';
const NOTE = '.footnote-ref > a[href^="#"]';
const WAIT = 150;
const template = document.querySelector("template[data-preview]");
const preview = template && "popover" in HTMLElement.prototype && prepared();
let shownFor = null;
let isPinned = false;
let timer;

if (preview) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (preview.contains(event.target)) clearTimeout(timer);
    else if (mark(event) && mark(event) !== shownFor) later(() => show(mark(event)));
  });
  document.addEventListener("pointerout", (event) => {
    if (isPinned || event.pointerType !== "mouse") return;
    if (mark(event) || preview.contains(event.target)) later(hide);
  });
  document.addEventListener("focusin", (event) => {
    const link = mark(event);
    if (link?.matches(":focus-visible")) show(link);
    else if (!link && !preview.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = mark(event);
    if (event.target.closest?.("[data-preview-link]")) hide();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.pointerType === "touch" ? shownFor !== link : isNoteUnderMouse(event, link)) {
      if (shownFor === link || show(link)) {
        event.preventDefault();
        isPinned = true;
      }
    }
  });
  // A tap outside closes the popover by itself, before its click is told.
  preview.addEventListener("toggle", (event) => {
    if (event.newState === "closed") shownFor = null;
  });
}

function prepared() {
  const element = template.content.firstElementChild.cloneNode(true);
  return document.body.appendChild(element);
}

function mark({ target }) {
  return target.closest?.(`${EQUATION}, ${NOTE}`);
}

// A mouse has seen an equation by hovering; a note's mark is so small that it is clicked.
function isNoteUnderMouse(event, link) {
  return event.pointerType === "mouse" && link.matches(NOTE) && !(isPinned && shownFor === link);
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, WAIT);
}

function show(link) {
  clearTimeout(timer);
  if (link.pathname !== location.pathname) return false;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const shown = link.matches(NOTE) ? target : target?.closest(".equation");
  if (!shown) return false;
  hide();
  preview.lang = link.closest("[lang]").lang;
  preview.classList.toggle("preview--note", link.matches(NOTE));
  preview.querySelector("[data-preview-link]").href = link.hash;
  preview.firstElementChild.replaceChildren(...copied(shown));
  preview.showPopover({ source: link });
  shownFor = link;
  return true;
}

// A copy that nothing points to and no key stops at; of a note, what stands in it.
function copied(shown) {
  const copy = shown.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("[id], [tabindex]")]) {
    part.removeAttribute("id");
    part.removeAttribute("tabindex");
  }
  for (const aside of copy.querySelectorAll(".equation__copy, .equation__talk, .footnote-back")) aside.remove();
  for (const number of copy.querySelectorAll(".equation__number > a")) number.replaceWith(...number.childNodes);
  return copy.matches("li") ? copy.childNodes : [copy];
}

function hide() {
  clearTimeout(timer);
  isPinned = false;
  if (shownFor) preview.hidePopover();
  shownFor = null;
}
