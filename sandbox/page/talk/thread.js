// One thread of a channel: what began it, the replies when they are wanted, and a field to reply.

import { button, make, reconcile } from "../elements.js";
import { icon } from "../icons.js";
import { state } from "../state.js";
import { word } from "../words.js";
import { makeReplyField } from "./writer.js";

const FEW = 2;

// What the person has opened or closed by hand.
const toggled = new Map();
const redraws = new Map();
let newestAtOpening = 0;

export function beginThreads(newest) {
  toggled.clear();
  redraws.clear();
  newestAtOpening = newest;
}

// `parts` are the thread's messages with their elements, oldest first.
export function drawThread(list, thread, parts, isNew) {
  const known = list.querySelector(`[data-thread="${thread}"]`);
  const element = known ?? make("article", { className: "thread", "data-thread": thread });
  redraws.set(thread, () => drawThread(list, thread, parts, isNew));
  const [first, ...replies] = parts;
  const isOpen = toggled.get(thread) ?? isWorthShowing(replies);
  const shown = isOpen ? replies.map((reply) => reply.element) : [];
  element.setAttribute("aria-labelledby", `author-${first.message.id}`);
  reconcile(element, [
    first.element,
    ...(replies.length > FEW ? [toggleOf(element, thread, replies, isOpen, isNew)] : []),
    ...shown,
    footOf(element, thread),
  ]);
  return element;
}

export function openThread(thread) {
  toggled.set(thread, true);
  redraws.get(thread)?.();
}

// A few replies, or what comes while one looks on, are shown without being asked for.
function isWorthShowing(replies) {
  return replies.length <= FEW || replies.some(({ message }) => Number(message.id) > newestAtOpening);
}

function toggleOf(element, thread, replies, isOpen, isNew) {
  const known = element.querySelector(":scope > .replies-toggle");
  const toggle = known ?? button("", () => {
    toggled.set(thread, toggle.getAttribute("aria-expanded") !== "true");
    redraws.get(thread)();
    toggle.focus();
  }, "plain replies-toggle");
  const newCount = replies.filter(({ message }) => isNew(message)).length;
  const words = newCount ? `${word("replies", replies.length)} · ${newCount} ${word("unread")}` : word("replies", replies.length);
  toggle.textContent = isOpen ? word("fewer") : words;
  toggle.setAttribute("aria-expanded", String(isOpen));
  return toggle;
}

function footOf(element, thread) {
  const known = element.querySelector(":scope > .reply-foot");
  if (known) return known;
  const foot = make("div", { className: "reply-foot" });
  const open = make("button", { type: "button", className: "plain reply-button" }, icon("reply"), word("reply"));
  open.addEventListener("click", () => {
    const field = makeReplyField(thread, () => {
      foot.replaceChildren(open);
      open.focus();
    });
    foot.replaceChildren(field.element);
    field.focus();
  });
  foot.replaceChildren(open);
  return foot;
}
