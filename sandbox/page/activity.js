// What is new for the person: the list, its count, and notices that pass by.

import { post } from "./api.js";
import { button, byId, make, portrait } from "./elements.js";
import { icon } from "./icons.js";
import { placeBy, state } from "./state.js";
import { dayOf, hourOf } from "./times.js";
import { currentLanguage, word } from "./words.js";

const SHOWN_MS = 7000;
const MOST_TOASTS = 3;

let newest = 0;
let knownFor = "";
let isOnlyUnread = false;

// `onOpen(entry)` goes to a message.
export function drawActivity(onOpen) {
  const unread = state.news.filter((entry) => entry.is_unread);
  const count = byId("activity-count");
  count.hidden = unread.length === 0;
  count.replaceChildren(
    make("span", { text: String(unread.length) }),
    make("span", { className: "hidden", text: ` ${word("unread")}` }),
  );
  // What nobody sees is not drawn: the same words stand in the messages already.
  if (byId("activity").hidden) {
    byId("news").replaceChildren();
    return;
  }
  drawBar(onOpen, unread.length);
  const entries = isOnlyUnread ? unread : state.news;
  byId("news").replaceChildren(...withDays(entries, onOpen));
  if (entries.length === 0) byId("news").append(make("li", { className: "empty", text: word("noNews") }));
}

// Tells what has come since the last time, on the screen and to screen readers.
export function tellNews(onOpen) {
  const isKnown = knownFor === state.person.oid;
  const fresh = isKnown ? state.news.filter((entry) => Number(entry.id) > newest) : [];
  knownFor = state.person.oid;
  newest = Math.max(isKnown ? newest : 0, ...state.news.map((entry) => Number(entry.id)));
  if (fresh.length === 0) return;
  const [last] = fresh;
  byId("announcer").textContent = word("newMessage", last.author.name, last.place);
  const elsewhere = fresh.filter((entry) => entry.is_unread && entry.conversation !== state.place.id).reverse();
  for (const entry of elsewhere) toast(entry, onOpen);
}

// Takes away the notices of one conversation, which is being looked at now, or all.
export function clearToasts(conversation) {
  for (const one of [...byId("toasts").children]) {
    if (!conversation || one.dataset.conversation === conversation) one.remove();
  }
}

function drawBar(onOpen, unreadCount) {
  const filter = button(word("onlyUnread"), () => {
    isOnlyUnread = !isOnlyUnread;
    drawActivity(onOpen);
    byId("activity-bar").firstElementChild.focus();
  }, "quiet small");
  filter.setAttribute("aria-pressed", String(isOnlyUnread));
  const all = button(word("allRead"), readAll, "plain small");
  all.disabled = unreadCount === 0;
  byId("activity-bar").replaceChildren(filter, all);
}

async function readAll() {
  const last = new Map();
  for (const entry of [...state.news].reverse()) last.set(entry.conversation, entry.id);
  const bodies = [...last].map(([conversation, message]) => ({ person: state.person.oid, conversation, message }));
  await Promise.all(bodies.map((body) => post("api/read", body)));
}

function withDays(entries, onOpen) {
  const rows = [];
  let day = "";
  for (const entry of entries) {
    const own = dayOf(entry.created_at, currentLanguage());
    if (own !== day) rows.push(make("li", { className: "day" }, make("h3", { text: own })));
    day = own;
    rows.push(row(entry, onOpen));
  }
  return rows;
}

function row(entry, onOpen) {
  const element = make("button", { type: "button", "data-news": entry.id, onClick: () => onOpen(entry) });
  const words = make("span", { className: "words" },
    make("span", { className: "what" }, make("strong", { text: entry.author.name }), time(entry)),
    make("span", { className: "where", text: whereOf(entry) }),
    make("span", { className: "excerpt", text: entry.excerpt }));
  element.append(portrait(entry.author.name, entry.author.is_bot), words);
  if (entry.is_unread) {
    element.classList.add("is-unread");
    element.append(make("span", { className: "dot" }, make("span", { className: "hidden", text: word("unread") })));
  }
  return make("li", {}, element);
}

function time(entry) {
  return make("time", { text: hourOf(entry.created_at, currentLanguage()), datetime: entry.created_at });
}

function whereOf(entry) {
  if (!entry.is_channel) return word("wroteToYou");
  return word(entry.is_reply ? "repliedIn" : "wroteIn", entry.place);
}

function toast(entry, onOpen) {
  const open = make("button", { type: "button", className: "toast-open", label: word("toMessage") });
  const close = make("button", { type: "button", className: "icon-button", label: word("dismiss") }, icon("close"));
  const words = make("div", { className: "words" },
    make("strong", { text: `${entry.author.name} ${whereOf(entry)}` }),
    make("span", { className: "excerpt", text: entry.excerpt }));
  const element = make("div", { className: "toast", "data-conversation": entry.conversation }, portrait(entry.author.name, entry.author.is_bot), words, open, close);
  let waiting = 0;
  const leave = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => element.remove(), SHOWN_MS);
  };
  const stay = () => clearTimeout(waiting);
  open.addEventListener("click", () => {
    element.remove();
    if (placeBy(entry.conversation)) onOpen(entry);
  });
  close.addEventListener("click", () => {
    element.remove();
    byId("messages").focus({ preventScroll: true });
  });
  // Whoever points at a notice, or has come to it by keyboard, is not hurried.
  for (const kind of ["pointerenter", "focusin"]) element.addEventListener(kind, stay);
  for (const kind of ["pointerleave", "focusout"]) element.addEventListener(kind, leave);
  byId("toasts").append(element);
  while (byId("toasts").children.length > MOST_TOASTS) byId("toasts").firstElementChild.remove();
  leave();
}
