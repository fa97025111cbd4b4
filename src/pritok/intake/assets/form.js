/* The form works without this file. It prevents double clicks, does the proof of work where one is asked for,
   and tells a page that frames the form how tall it is. */
"use strict";
(() => {
  const START = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ];
  const K = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ];
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const form = document.querySelector("form");
  if (form) guard(form);
  if (window.parent !== window) reportHeight();

  function guard(form) {
    const bits = Number(form.dataset.bits);
    const button = form.querySelector("button");
    const label = button.textContent;
    let solved = bits === 0;
    let wanted = false;
    form.elements.script.value = "1";
    if (!solved) {
      solve(form.dataset.nonce, bits, (answer) => {
        form.elements.proof.value = answer;
        solved = true;
        if (wanted) send();
      });
    }
    if (form.hasAttribute("data-waiting")) ask();
    form.addEventListener("submit", (event) => {
      if (!solved) {
        event.preventDefault();
        ask();
      } else {
        button.disabled = true;
      }
    });
    // The back button shows the page as it was left: with a dead button.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) {
        button.disabled = false;
        button.textContent = label;
      }
    });

    function ask() {
      wanted = true;
      button.disabled = true;
      button.textContent = form.dataset.checking;
    }

    function send() {
      // A robot-fast submission would be put aside; a person's page has been open for longer.
      setTimeout(() => form.submit(), form.hasAttribute("data-waiting") ? 3200 : 0);
    }
  }

  function solve(nonce, bits, done) {
    const prefix = `${nonce}:`;
    let number = 0;
    const step = () => {
      const until = performance.now() + 12;
      while (performance.now() < until) {
        for (let i = 0; i < 50; i += 1, number += 1) {
          if (leadingZeros(sha256(prefix + number)) >= bits) return done(String(number));
        }
      }
      return setTimeout(step, 0);
    };
    step();
  }

  function leadingZeros(words) {
    let zeros = 0;
    for (const word of words) {
      zeros += Math.clz32(word);
      if (word !== 0) break;
    }
    return zeros;
  }

  /* FIPS 180-4. The browser's own is asynchronous and missing on plain http. ASCII shorter than 56 characters. */
  function sha256(text) {
    const words = new Array(64).fill(0);
    for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    words[15] = text.length * 8;
    for (let i = 16; i < 64; i += 1) {
      const a = words[i - 15];
      const b = words[i - 2];
      words[i] = (words[i - 16] + words[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3))
        + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = START;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    return [a, b, c, d, e, f, g, h].map((word, i) => (word + START[i]) | 0);
  }

  function reportHeight() {
    const tell = () => window.parent.postMessage({ pritok: document.body.scrollHeight }, "*");
    new ResizeObserver(tell).observe(document.body);
    tell();
  }
})();
