// The modal window for what the bot opens. The element itself keeps the focus inside.

import { post, remove } from "./api.js";
import { renderCard } from "./cards/cards.js";
import { button, byId, make } from "./elements.js";
import { tellAnswers, timesOfPress } from "./tools/repeat.js";
import { word } from "./words.js";

const SIZES = { small: 420, medium: 640, large: 900 };
// The least height, so that a window does not jump from step to step; content may ask for more.
const HEIGHTS = { small: 220, medium: 340, large: 460 };

const shell = byId("dialog");
const title = byId("dialog-title");
const body = byId("dialog-body");
const error = byId("dialog-error");
const note = byId("dialog-note");
const HEADING_LEVEL = 3;

let current = "";
let opener = null;
let isInvalid = false;

export function prepareDialog() {
  byId("dialog-close").addEventListener("click", () => shell.close());
  // The renderer takes a mistake away as soon as something else is entered.
  body.addEventListener("input", () => requestAnimationFrame(forgetMistakes));
  shell.addEventListener("close", () => {
    // Closing by hand is said to nobody, as in Teams; the sandbox only forgets the dialog.
    if (current) remove(`api/dialogs/${current}`).catch(() => undefined);
    current = "";
    body.replaceChildren();
    if (opener?.isConnected) opener.focus();
    else byId("messages").focus({ preventScroll: true });
  });
}

// Shows what a press led to; returns a text if there is something to say outside a dialog. `told`
// is said below, whatever is shown.
export function show(seen, pressed, told = "") {
  if (seen.kind === "dialog") {
    openCard(seen, pressed);
    note.textContent = told;
  } else if (seen.kind === "message") {
    openText(seen.text, pressed);
    note.textContent = told;
  } else if (seen.kind === "error") {
    return fail(word("unreachable"));
  } else if (seen.kind === "invalid") {
    return fail(seen.text);
  } else {
    current = "";
    if (shell.open) shell.close();
    return seen.kind === "sent" ? word("sent") : "";
  }
  return "";
}

function openCard(seen, pressed) {
  current = seen.dialog;
  title.textContent = seen.title || "Themenblock";
  const dialog = seen.dialog;
  const onPress = (place, inputs) => press(dialog, place, inputs);
  const card = renderCard(seen.card, HEADING_LEVEL, onPress, onInvalid);
  const isEnd = !card.querySelector("button, [role='button'], input, select, textarea");
  fill(isEnd ? withWayOut(card) : card);
  shell.style.setProperty("--dialog-width", pixels(seen.width, SIZES));
  shell.style.setProperty("--dialog-height", isEnd ? "0px" : pixels(seen.height, HEIGHTS));
  open(pressed);
}

// A card that offers nothing to press would leave only the cross in the corner.
function withWayOut(card) {
  const close = button(word("close"), () => shell.close(), "main");
  return make("div", { className: "dialog-end" }, card, close);
}

function openText(text, pressed) {
  current = "";
  title.textContent = "Themenblock";
  const ok = button(word("ok"), () => shell.close(), "main");
  fill(make("div", { className: "dialog-text" }, make("p", { text }), ok));
  shell.style.setProperty("--dialog-width", pixels("small", SIZES));
  shell.style.setProperty("--dialog-height", "0px");
  open(pressed);
}

// The first entry that is wrong has the focus and says why; how many there are is said here.
function onInvalid(count) {
  say(count ? word("invalid", count) : "");
  isInvalid = count > 0;
}

function forgetMistakes() {
  if (isInvalid && !body.querySelector("[aria-invalid]")) say("");
}

function say(text) {
  error.textContent = text;
  isInvalid = false;
}

function fill(content) {
  say("");
  note.textContent = "";
  body.replaceChildren(content);
  body.scrollTop = 0;
}

function open(pressed) {
  if (!shell.open) {
    opener = pressed ?? document.activeElement;
    shell.showModal();
  }
  title.focus({ preventScroll: true });
}

function fail(text) {
  say(text);
  return shell.open ? "" : text;
}

async function press(dialog, place, inputs) {
  if (shell.getAttribute("aria-busy") === "true") return;
  shell.setAttribute("aria-busy", "true");
  say("");
  try {
    const seen = await post(`api/dialogs/${dialog}/submit`, { action: place, inputs, times: timesOfPress() });
    const told = tellAnswers(seen);
    if (current === dialog) show(seen, null, told);
  } catch (problem) {
    say(`${word("failed")} ${problem.message}`);
  } finally {
    shell.removeAttribute("aria-busy");
  }
}

function pixels(size, names) {
  const value = typeof size === "number" ? size : names[size] ?? (Number(size) || names.medium);
  return `${value}px`;
}
