// Asks before something that is hard to undo. The safe answer has the focus.

import { button, byId, make } from "./elements.js";
import { word } from "./words.js";

const shell = byId("confirm");

// Resolves to whether the person went on; Escape and closing mean no.
export function confirmed(title, text, goOn) {
  return new Promise((resolve) => {
    const no = button(word("cancel"), () => shell.close("no"));
    const yes = button(goOn, () => shell.close("yes"), "danger");
    const heading = make("h2", { id: "confirm-title", text: title });
    const words = make("p", { id: "confirm-text", text });
    shell.replaceChildren(heading, words, make("div", { className: "row" }, no, yes));
    shell.returnValue = "no";
    shell.addEventListener("close", () => resolve(shell.returnValue === "yes"), { once: true });
    shell.showModal();
    no.focus();
  });
}
