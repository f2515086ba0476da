// The messages of a conversation, by thread. Unchanged ones keep their elements, so that nothing
// somebody is filling in gets lost when another message comes.

import { post } from "./api.js";
import { asksEverybody, renderCard } from "./cards.js";
import { colleaguesOf } from "./colleagues.js";
import { show } from "./dialog.js";
import { button, byId, make, shownTime } from "./elements.js";
import { currentLanguage, word } from "./words.js";

const list = byId("messages");
let drawn = new Map();
let shownFor = "";
let lastTop = -1;

// `context` has: person, place, answerCardsWith, onReply(message).
export function drawMessages(messages, context) {
  const key = `${context.person.oid} ${context.place.id} ${currentLanguage()}`;
  if (key !== shownFor) drawn = new Map();
  const isNear = key !== shownFor || isAtEnd();
  shownFor = key;
  const kept = new Map();
  for (const message of messages) {
    const state = stateOf(message);
    const old = drawn.get(message.id);
    const fresh = old?.state === state ? old : { state, element: drawMessage(message, context) };
    kept.set(message.id, fresh);
  }
  drawn = kept;
  arrange(messages, context);
  if (isNear) showLast(messages);
}

function isAtEnd() {
  const isLeftAlone = Math.abs(list.scrollTop - lastTop) < 4;
  return isLeftAlone || list.scrollHeight - list.scrollTop - list.clientHeight < 160;
}

// The beginning of the newest message, so that a long card is read from its top.
function showLast(messages) {
  const last = list.lastElementChild?.querySelector(".message:last-of-type");
  if (!last || messages.length === 0) return;
  const top = last.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop = Math.min(list.scrollTop + top - 28, list.scrollHeight);
  lastTop = list.scrollTop;
}

function stateOf(message) {
  return JSON.stringify([message.versions.length, message.deleted_at, message.card]);
}

function arrange(messages, context) {
  if (messages.length === 0) {
    list.replaceChildren(make("p", { className: "empty", text: word("empty") }));
    return;
  }
  const isChannel = context.place.kind === "channel";
  const groups = new Map();
  for (const message of messages) {
    const thread = isChannel ? message.thread : message.id;
    if (!groups.has(thread)) groups.set(thread, []);
    groups.get(thread).push(message);
  }
  const wanted = [...groups].map(([thread, group]) => threadOf(thread, group, isChannel, context));
  reconcile(list, wanted);
}

function threadOf(thread, group, isChannel, context) {
  const known = list.querySelector(`[data-thread="${thread}"]`);
  const element = known ?? make("article", { className: "thread", "data-thread": thread });
  const parts = group.map((message) => drawn.get(message.id).element);
  if (isChannel) {
    const old = element.querySelector(":scope > .reply-button");
    parts.push(old && known ? relabel(old) : replyButton(group[0], context));
  }
  reconcile(element, parts);
  return element;
}

function relabel(element) {
  element.textContent = word("reply");
  return element;
}

function replyButton(message, context) {
  return button(word("reply"), () => context.onReply(message), "plain reply-button");
}

// Moves as little as possible: an element that is taken out would lose focus and input.
function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

function drawMessage(message, context) {
  const isReply = message.thread !== message.id && context.place.kind === "channel";
  const kind = message.author.is_bot ? "is-bot" : "is-person";
  const mine = message.author.oid === context.person.oid ? " is-mine" : "";
  const element = make("section", {
    className: `message ${kind}${mine}${isReply ? " is-reply" : ""}`,
    "data-message": message.id,
    label: message.author.name,
  });
  element.append(portrait(message), make("div", { className: "said" }, ...said(message, context)));
  return element;
}

function portrait(message) {
  const initials = message.author.name.split(" ").map((part) => part[0]).join("").slice(0, 2);
  const element = make("span", { className: "portrait", text: initials, "aria-hidden": "true" });
  const hue = [...message.author.name].reduce((sum, letter) => sum + letter.codePointAt(0) * 7, 0);
  element.style.setProperty("--hue", String(hue % 360));
  return element;
}

function said(message, context) {
  const parts = [headOf(message)];
  if (message.deleted_at) {
    return [...parts, make("p", { className: "deleted", text: word("deleted") })];
  }
  if (message.only_for) parts.push(make("p", { className: "hint", text: word("onlyForYou") }));
  if (message.text) parts.push(make("p", { className: "text", text: message.text }));
  if (message.card) parts.push(...cardOf(message, context));
  return parts;
}

function headOf(message) {
  const head = make("header", { className: "who" }, make("strong", { text: message.author.name }));
  if (message.author.is_bot) head.append(make("span", { className: "tag", text: word("bot") }));
  const time = shownTime(message.created_at, currentLanguage());
  head.append(make("time", { text: time, datetime: message.created_at }));
  if (message.edited_at && !message.deleted_at) {
    head.append(make("span", { text: word("edited", message.versions.length) }));
  }
  return head;
}

function cardOf(message, context) {
  const status = make("p", { className: "card-status", role: "status" });
  const card = renderCard(message.card, (place, inputs) => {
    press(message, context.person, place, inputs, status);
  });
  const parts = [card, status];
  if (context.place.kind === "channel" && asksEverybody(message.card, context.answerCardsWith)) {
    parts.push(colleaguesOf(message, context.person));
  }
  return parts;
}

async function press(message, person, place, inputs, status) {
  const pressed = document.activeElement;
  status.textContent = word("busy");
  try {
    const body = { person: person.oid, message: message.id, action: place, inputs };
    status.textContent = show(await post("api/press", body), pressed);
  } catch (problem) {
    status.textContent = `${word("failed")} ${problem.message}`;
  }
}
