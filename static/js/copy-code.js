// Puts a copy button at the head of every code panel; the page brings it as a <template>.
const template = document.querySelector("template[data-copy-code]");

if (template && navigator.clipboard) {
  for (const panel of document.querySelectorAll(".code")) {
    const head = panel.querySelector(".code__head");
    const code = panel.querySelector("pre");
    if (!head || !code) continue;
    const button = template.content.firstElementChild.cloneNode(true);
    const label = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
    head.append(button);
  }
}
