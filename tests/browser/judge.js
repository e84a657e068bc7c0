// Returns what a stranger's words must not have put into a document: ours has no more than this.
(page) => {
  // Pictures of our own masthead and of Django's admin.
  const FOREIGN_SVG = "svg:not(.icon, .base-svgs, [class^=theme-icon])";
  const ACTIVE = `iframe, frame, object, embed, applet, base, portal, style, marquee, ${FOREIGN_SVG}`;
  // Where a page shows what a stranger wrote, or a moderator sees it as readers do.
  const STRANGERS = ".comment__body, .comment-preview, .hit__snippet, .form-row[lang]";
  const CONTROLS = "form, input:not([type=checkbox]), button, textarea, select, img, picture, video, "
    + "audio, source, dialog, template, slot, link, meta, [popover], [contenteditable], [autofocus], "
    + "[accesskey], [target]";
  // What scripts of Django's admin dress.
  const STYLED = ".add-row td, .calendarbox, .clockbox, .select2, .select2-container, "
    + ".select2-dropdown, .select2-search__field";
  const ADDRESSES = ["href", "src", "xlink:href", "poster", "data", "action", "cite", "longdesc", "srcset"];
  const own = (address) => URL.canParse(address, location) && new URL(address, location).origin === location.origin;
  const parts = [...page.querySelectorAll("*")];
  return parts.flatMap((element) => faultsOf(element).map((fault) => `${fault}: ${element.outerHTML.slice(0, 150)}`));

  function faultsOf(element) {
    const faults = [];
    for (const { name } of element.attributes) {
      if (/^(on.*|srcdoc|ping|formaction|background)$/.test(name)) faults.push(name);
    }
    const isStrangers = element.parentElement?.closest(STRANGERS);
    if (element.hasAttribute("style") && (isStrangers || !element.matches(STYLED))) faults.push("style");
    if (element.matches(ACTIVE)) faults.push("element");
    if (isStrangers && element.matches(`:is(${CONTROLS}):not(.code__tool)`)) faults.push("control");
    if (element.localName === "script" && !isOurScript(element)) faults.push("script");
    if (element.localName === "meta" && element.httpEquiv) faults.push("http-equiv");
    for (const name of ADDRESSES) {
      const address = element.getAttribute(name);
      if (address !== null) faults.push(...faultsOfAddress(element, name, address));
    }
    return faults;
  }

  function isOurScript(script) {
    if (/^application\/(ld\+)?json$/.test(script.type)) return true;
    return script.src && own(script.src) && !script.text.trim();
  }

  function faultsOfAddress(element, name, address) {
    if (!URL.canParse(address, location)) return [];
    const url = new URL(address, location);
    if (!/^(https?|mailto):$/.test(url.protocol)) return ["scheme"];
    if (own(url) || url.protocol === "mailto:") return [];
    if (name !== "href" || !element.matches("a, link")) return ["foreign"];
    const isStrangers = element.closest(`${STRANGERS}, .comment`);
    return isStrangers && !/nofollow.*ugc.*noopener/.test(element.rel) ? ["rel"] : [];
  }
}
