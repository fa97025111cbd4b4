"use strict";
(() => {
  const form = __FORM__;
  const here = document.currentScript;
  const home = new URL(here.src).origin;
  const wanted = new URLSearchParams({ embed: "1", page: location.href });
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name.startsWith("utm_")) wanted.set(name, value);
  }
  const frame = document.createElement("iframe");
  frame.src = `${home}/f/${form.slug}?${wanted}`;
  frame.title = form.title;
  frame.loading = "lazy";
  frame.style.width = "100%";
  frame.style.height = "40rem";
  frame.style.border = "0";
  here.after(frame);
  window.addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame.contentWindow) return;
    if (typeof event.data?.pritok === "number") frame.style.height = `${event.data.pritok + 8}px`;
  });
})();
