// Returns what a stranger's words must not have put into a document: ours has no more than this.
(page) => {
  // Pictures of our own masthead and of Django's admin.
  const FOREIGN_SVG = "svg:not(.icon, .base-svgs, [class^=theme-icon])";
  const own = (address) => new URL(address, location).origin === location.origin;
  const parts = [...page.querySelectorAll("*")];
  return parts.flatMap((element) => faultsOf(element).map((fault) => `${fault}: ${element.outerHTML.slice(0, 150)}`));

  function faultsOf(element) {
    const faults = [];
    for (const { name } of element.attributes) {
      if (/^(on.*|style|srcdoc|ping|formaction|background)$/.test(name)) faults.push(name);
    }
    if (element.matches(`iframe, frame, object, embed, applet, base, portal, style, marquee, ${FOREIGN_SVG}`)) faults.push("element");
    if (element.localName === "script" && !isOurs(element)) faults.push("script");
    if (element.localName === "meta" && element.httpEquiv) faults.push("http-equiv");
    if (element.localName === "form" && !own(element.getAttribute("action") ?? "")) faults.push("action");
    const address = ["href", "src", "xlink:href"].map((name) => element.getAttribute(name)).find((found) => found !== null);
    return address === undefined ? faults : [...faults, ...faultsOfAddress(element, address)];
  }

  function isOurs(script) {
    if (/^application\/(ld\+)?json$/.test(script.type)) return true;
    return script.src && own(script.src) && !script.text.trim();
  }

  function faultsOfAddress(element, address) {
    if (!URL.canParse(address, location)) return [];
    const url = new URL(address, location);
    if (!/^(https?|mailto):$/.test(url.protocol)) return ["scheme"];
    if (own(url) || url.protocol === "mailto:") return [];
    if (element.localName !== "a" && element.localName !== "link") return ["foreign"];
    const isStrangers = element.closest(".comment, .comment-preview");
    return isStrangers && !/nofollow.*ugc.*noopener/.test(element.rel) ? ["rel"] : [];
  }
}
