/* The page works without this file. It adds up what is ticked, prevents double clicks, and tells the manager which
   parts are being read: only while the page is looked at and somebody moves. */
"use strict";
(() => {
  const page = document.querySelector("main[data-opening]");
  if (!page) return;
  addUp();
  pressOnce();
  if (page.dataset.opening && "sendBeacon" in navigator) watch(page.dataset.opening);

  function addUp() {
    const boxes = [...document.querySelectorAll("input[name=option]")];
    const shown = ["total", "accept-total"].map((id) => document.getElementById(id)).filter(Boolean);
    if (boxes.length === 0) return;
    const format = new Intl.NumberFormat(page.dataset.language, { style: "currency", currency: page.dataset.currency });
    const minor = 10 ** format.resolvedOptions().maximumFractionDigits;
    const count = () => {
      const ticked = boxes.filter((box) => box.checked).map((box) => Number(box.dataset.total));
      const sum = ticked.reduce((total, each) => total + each, Number(page.dataset.base));
      for (const place of shown) place.textContent = format.format(sum / minor);
    };
    for (const box of boxes) if (!box.disabled) box.addEventListener("change", count);
    if (boxes.some((box) => box.checked && !box.disabled)) count();
  }

  function pressOnce() {
    for (const form of document.forms) {
      form.addEventListener("submit", (event) => {
        // A disabled button would not be sent, so it is disabled only after the form has gone.
        setTimeout(() => event.submitter && (event.submitter.disabled = true), 0);
      });
    }
    window.addEventListener("pageshow", () => {
      for (const button of document.querySelectorAll("button")) button.disabled = false;
    });
  }

  function watch(opening) {
    const STEP_MS = 1000;
    const REPORT_MS = 10_000;
    const ASLEEP_MS = 60_000;
    const address = `${location.pathname}/reading`;
    const seen = new Map();
    let read = {};
    let moved = performance.now();
    let reported = moved;
    let last = moved;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target, entry.intersectionRect.height);
      },
      { threshold: Array.from({ length: 21 }, (_, step) => step / 20) },
    );
    for (const section of document.querySelectorAll("[data-section]")) observer.observe(section);
    for (const name of ["scroll", "pointermove", "pointerdown", "keydown", "touchstart"]) {
      window.addEventListener(name, () => (moved = performance.now()), { passive: true });
    }
    setInterval(step, STEP_MS);
    document.addEventListener("visibilitychange", () => document.hidden && report());
    window.addEventListener("pagehide", report);
    report();

    function step() {
      const now = performance.now();
      const spent = Math.min(now - last, 2 * STEP_MS);
      last = now;
      if (document.hidden || now - moved > ASLEEP_MS) return;
      // What fills most of the window is what is being read.
      const [most] = [...seen].sort((one, other) => other[1] - one[1]);
      if (most && most[1] > 0) {
        const name = most[0].dataset.section;
        read[name] = (read[name] ?? 0) + Math.round(spent);
      }
      if (now - reported >= REPORT_MS) report();
    }

    function report() {
      reported = performance.now();
      const sections = read;
      read = {};
      navigator.sendBeacon(address, JSON.stringify({ opening, sections }));
    }
  }
})();
