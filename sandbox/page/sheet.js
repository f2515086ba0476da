// A dialog of the page itself: head, body, and what it ends with. The element keeps the focus inside.

import { byId, make } from "./elements.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

const shell = byId("sheet");

// `content(close)` gives the elements of the body; the first field, or the head, gets the focus.
export function openSheet(title, content, className = "") {
  const opener = document.activeElement;
  const close = () => shell.close();
  const cross = make("button", { type: "button", className: "icon-button", label: word("close"), title: word("close"), onClick: close });
  cross.append(icon("close"));
  const heading = make("h2", { id: "sheet-title", text: title, tabindex: "-1" });
  shell.className = `sheet ${className}`.trim();
  shell.replaceChildren(
    make("header", { className: "dialog-head" }, heading, cross),
    make("div", { className: "sheet-body" }, ...content(close)),
  );
  shell.addEventListener("close", () => {
    shell.replaceChildren();
    if (opener?.isConnected) opener.focus();
  }, { once: true });
  shell.showModal();
  (shell.querySelector("[data-first]") ?? heading).focus();
}
