"use strict";

// The terminal measures its letters as it starts: by then their font must be there, and the page be loaded.
const loaded = new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
const letters = ["16px", "bold 16px", "italic 16px"].map((style) => document.fonts.load(`${style} "Roboto Mono"`));

Promise.allSettled([loaded, ...letters]).then(() => {
  const terminal = document.getElementById("terminal");
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  terminal.dataset.sessionWebsocketUrl = `${scheme}://${location.host}/ws`;
  history.replaceState(null, "", "/"); // the terminal's script would take settings from the address

  // The first screen is there when the script marks the body; typing then goes to the chat without a click.
  const watch = new MutationObserver(() => {
    if (document.body.classList.contains("-first-byte")) {
      watch.disconnect();
      focusChat();
    }
  });
  watch.observe(document.body, { attributeFilter: ["class"] });

  const script = document.createElement("script");
  script.src = "/static/js/textual.js";
  script.addEventListener("load", () => window.onload()); // it waits for an event that has passed
  document.head.append(script);
});

function focusChat() {
  document.querySelector(".xterm-helper-textarea")?.focus();
}
