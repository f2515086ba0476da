// The messages of a conversation: threads in channels, bubbles in chats, one day after another.
// Unchanged ones keep their elements, so that nothing somebody is filling in gets lost.

import { byId, make, reconcile } from "../elements.js";
import { state } from "../state.js";
import { dayOf } from "../times.js";
import { currentLanguage, word } from "../words.js";
import { drawMessage, stateOf } from "./message.js";
import { beginThreads, drawThread, openThread } from "./thread.js";

const NEAR_END = 160;

const list = byId("messages");
let drawn = new Map();
let shownFor = "";
let lastTop = -1;
// Up to where the person had read when this conversation was opened; what is newer is marked.
let readUpTo = 0;

export function drawMessages(messages) {
  const key = `${state.person.oid} ${state.place.id} ${currentLanguage()}`;
  const isFresh = key !== shownFor;
  if (isFresh) begin(key, messages);
  const isNear = isFresh || isAtEnd();
  drawn = new Map(messages.map((message) => [message.id, kept(message)]));
  reconcile(list, messages.length ? rows(messages) : [nothing()]);
  if (isNear && messages.length) showNewest(messages);
}

// Brings one message into view, wherever it is, and puts the focus there.
export function showMessage(id) {
  const message = drawn.get(id)?.message;
  if (!message) return;
  if (message.thread !== message.id && state.place.kind === "channel") openThread(message.thread);
  const element = list.querySelector(`[data-message="${id}"]`);
  element.scrollIntoView({ block: "start" });
  lastTop = list.scrollTop;
  element.classList.remove("is-shown");
  requestAnimationFrame(() => element.classList.add("is-shown"));
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

function begin(key, messages) {
  shownFor = key;
  drawn = new Map();
  beginThreads(Math.max(0, ...messages.map((message) => Number(message.id))));
  list.replaceChildren();
  readUpTo = state.place.unread ? state.place.read_up_to : Infinity;
}

function kept(message) {
  const fingerprint = stateOf(message);
  const old = drawn.get(message.id);
  if (old?.fingerprint === fingerprint) return { ...old, message };
  return { fingerprint, message, element: drawMessage(message) };
}

function rows(messages) {
  const isChannel = state.place.kind === "channel";
  const found = isChannel ? threadsOf(messages) : bubblesOf(messages);
  const parts = [];
  let day = "";
  let isMarked = readUpTo === 0;
  for (const { first, isNew, element } of found) {
    const own = dayOf(first.created_at, currentLanguage());
    if (own !== day) parts.push(separator("day", own));
    if (isNew && !isMarked) {
      parts.push(separator("news", word("news")));
      isMarked = true;
    }
    day = own;
    parts.push(element);
  }
  return parts;
}

function threadsOf(messages) {
  const groups = new Map();
  for (const message of messages) {
    if (!groups.has(message.thread)) groups.set(message.thread, []);
    groups.get(message.thread).push(message);
  }
  return [...groups].map(([thread, group]) => ({
    first: group[0],
    isNew: group.some(isUnread),
    element: drawThread(list, thread, group.map((one) => drawn.get(one.id)), isUnread),
  }));
}

function bubblesOf(messages) {
  let before = null;
  return messages.map((message) => {
    const { element } = drawn.get(message.id);
    element.classList.toggle("is-continued", isContinued(before, message));
    before = message;
    return { first: message, isNew: isUnread(message), element };
  });
}

function isUnread(message) {
  return Number(message.id) > readUpTo && message.author.oid !== state.person.oid;
}

const FIVE_MINUTES = 5 * 60 * 1000;

function isContinued(before, message) {
  if (!before || before.author.oid !== message.author.oid) return false;
  return Math.abs(new Date(message.created_at) - new Date(before.created_at)) < FIVE_MINUTES;
}

function separator(kind, text) {
  const known = [...list.querySelectorAll(`:scope > .${kind}-line`)].find((one) => one.textContent === text);
  return known ?? make("p", { className: `line ${kind}-line` }, make("span", { text }));
}

function nothing() {
  return list.querySelector(":scope > .empty") ?? make("p", { className: "empty", text: word("empty") });
}

function isAtEnd() {
  const isLeftAlone = Math.abs(list.scrollTop - lastTop) < 4;
  return isLeftAlone || list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
}

// The beginning of the newest message, so that a long card is read from its top.
function showNewest(messages) {
  const newest = messages.reduce((one, other) => (Number(other.id) > Number(one.id) ? other : one));
  const { element } = drawn.get(newest.id);
  if (!element.isConnected) {
    // It is one of the replies that are not shown; its thread says how many there are.
    list.querySelector(`[data-thread="${newest.thread}"] .replies-toggle`)?.scrollIntoView({ block: "end" });
    lastTop = list.scrollTop;
    return;
  }
  const top = element.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop = Math.min(list.scrollTop + top - 28, list.scrollHeight);
  lastTop = list.scrollTop;
}
