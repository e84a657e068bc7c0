// The preview follows the source: what is half-way down here is half-way down there.
for (const editor of document.querySelectorAll("[data-editor]")) {
  const source = editor.querySelector("textarea");
  const frame = editor.querySelector("[data-editor-preview]");
  source.addEventListener("scroll", () => {
    const page = frame.contentDocument?.scrollingElement;
    const room = source.scrollHeight - source.clientHeight;
    if (page && room > 0) page.scrollTop = (source.scrollTop / room) * (page.scrollHeight - page.clientHeight);
  }, { passive: true });
}
