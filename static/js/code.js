// Puts two buttons at the head of a code panel: one copies, one wraps lines that are too long.
// The page brings them as a <template>. On phones the style sheet wraps from the start.
const template = document.querySelector("template[data-code-tools]");

if (template) {
  for (const panel of document.querySelectorAll(".code")) {
    const head = panel.querySelector(".code__head");
    const code = panel.querySelector("pre > code");
    if (!head || !code) continue;
    const [wrapper, copier] = template.content.cloneNode(true).children;
    head.append(wrapper, copier);
    prepareWrapping(panel, code, wrapper);
    prepareCopying(code, copier);
  }
}

function prepareCopying(code, button) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

function prepareWrapping(panel, code, button) {
  const look = () => {
    if (isWrapped(code)) cutIntoLines(code);
    button.setAttribute("aria-pressed", isWrapped(code));
    button.hidden = !hasLongLine(code);
  };
  button.addEventListener("click", () => {
    panel.dataset.wrap = isWrapped(code) ? "no" : "yes";
    look();
  });
  new ResizeObserver(look).observe(panel);
}

function isWrapped(code) {
  return getComputedStyle(code).whiteSpace === "pre-wrap";
}

function hasLongLine(code) {
  if (!isWrapped(code)) return code.scrollWidth > code.parentElement.clientWidth;
  const lineHeight = parseFloat(getComputedStyle(code).lineHeight);
  return [...code.children].some((line) => line.offsetHeight > 1.5 * lineHeight);
}

// A wrapped line goes on two columns inside its own indentation, so that Python keeps its shape.
function cutIntoLines(code) {
  if (code.querySelector(".code__line")) return;
  const lines = [[]];
  for (const node of [...code.childNodes]) {
    const isText = node.nodeType === Node.TEXT_NODE;
    for (const part of isText ? node.data.split(/(?<=\n)/) : [node]) {
      lines.at(-1).push(part);
      if ((isText ? part : node.textContent).endsWith("\n")) lines.push([]);
    }
  }
  code.replaceChildren(...lines.filter((line) => line.length).map(lineOf));
}

function lineOf(nodes) {
  const line = document.createElement("span");
  line.className = "code__line";
  line.append(...nodes);
  line.style.setProperty("--indent", /^ */.exec(line.textContent)[0].length);
  return line;
}
