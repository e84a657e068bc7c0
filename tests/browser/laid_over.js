// Returns what strangers wrote that stands outside of its own place in the page.
() => {
  const SLACK = 2;
  return [...document.querySelectorAll(".comment__body")].flatMap((body) => {
    const place = body.getBoundingClientRect();
    return [...body.querySelectorAll("*")].filter((element) => leaves(element, place))
      .map((element) => `laid over: ${element.outerHTML.slice(0, 120)}`);
  });

  function leaves(element, place) {
    const { position } = getComputedStyle(element);
    if (position === "fixed" || position === "sticky") return true;
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") return false;
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && (top < place.top - SLACK || bottom > place.bottom + SLACK);
  }
}
