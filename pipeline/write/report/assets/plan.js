"use strict";
(() => {
  const all = () => [...document.querySelectorAll("details")];

  // A picture stands once in the file; where it is shown again it is taken from there.
  for (const img of document.querySelectorAll("img[data-from]")) {
    img.loading = "lazy";
    img.src = document.getElementById(img.dataset.from).src;
    img.removeAttribute("data-from");
  }

  // A link to a row opens what it is folded in.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const own = target.matches("tbody") && target.querySelector("details");
    if (own) own.open = true;
    target.scrollIntoView();
  };

  const button = document.getElementById("toggle");
  button.addEventListener("click", () => {
    const open = button.textContent === button.dataset.open;
    for (const one of all()) one.open = open;
    button.textContent = open ? button.dataset.close : button.dataset.open;
  });
  document.getElementById("print").addEventListener("click", () => print());

  document.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    fit(event.target);
  }, true);

  // Where a crop is wider than the screen it scrolls: by keyboard too, and to what is outlined.
  const fit = (within) => {
    for (const crop of within.querySelectorAll(".crop")) {
      if (crop.scrollWidth <= crop.clientWidth) {
        crop.removeAttribute("tabindex");
      } else if (!crop.hasAttribute("tabindex")) {
        crop.tabIndex = 0;
        const outline = crop.querySelector("i");
        if (outline) crop.scrollLeft = outline.offsetLeft - crop.clientWidth / 3;
      }
    }
  };
  addEventListener("resize", () => fit(document));
  addEventListener("load", () => fit(document));

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all().filter((one) => !one.open);
    for (const one of closed) one.open = true;
    for (const img of document.images) img.loading = "eager";
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
