// One message: who wrote it and when, what it says, and its card.

import { post } from "../api.js";
import { asksEverybody, renderCard } from "../cards/cards.js";
import { show } from "../dialog.js";
import { make, portrait } from "../elements.js";
import { personBy, state } from "../state.js";
import { timesOfPress, tellAnswers } from "../tools/repeat.js";
import { hourOf, shortDay, shownTime } from "../times.js";
import { currentLanguage, word } from "../words.js";
import { colleaguesOf } from "./colleagues.js";

export function stateOf(message) {
  return JSON.stringify([message.versions.length, message.deleted_at, message.card]);
}

export function drawMessage(message) {
  const isChannel = state.place.kind === "channel";
  const isReply = message.thread !== message.id && isChannel;
  const isMine = message.author.oid === state.person.oid;
  const kinds = [
    "message", message.author.is_bot ? "is-bot" : "is-person",
    ...(isMine ? ["is-mine"] : []), ...(isReply ? ["is-reply"] : []), ...(isChannel ? [] : ["is-bubble"]),
  ];
  const element = make(isChannel ? "div" : "article", {
    className: kinds.join(" "), "data-message": message.id,
    "aria-labelledby": isChannel ? null : `author-${message.id}`,
  });
  const face = portrait(message.author.name, message.author.is_bot);
  element.append(face, make("div", { className: "said" }, ...said(message, isReply)));
  return element;
}

function said(message, isReply) {
  const parts = [headOf(message, isReply)];
  if (message.deleted_at) {
    return [...parts, make("p", { className: "deleted", text: word("deleted") })];
  }
  if (message.only_for) parts.push(make("p", { className: "hint", text: word("onlyForYou") }));
  if (message.text) parts.push(textOf(message));
  if (message.card) parts.push(...cardOf(message, isReply));
  return parts;
}

function headOf(message, isReply) {
  const name = make(isReply ? "h3" : "h2", { id: `author-${message.id}`, text: message.author.name });
  const head = make("header", { className: "who" }, name);
  const tag = tagOf(message.author);
  if (tag) head.append(make("span", { className: "tag", text: tag }));
  head.append(timeOf(message, isReply));
  if (message.edited_at && !message.deleted_at) {
    head.append(make("span", { className: "edited", text: word("edited", message.versions.length) }));
  }
  return head;
}

function tagOf(author) {
  if (author.is_bot) return word("bot");
  const person = personBy(author.oid);
  if (person?.is_external) return word("external");
  return person?.is_guest ? word("guest") : "";
}

// The day stands above; only a reply may be of another one.
function timeOf(message, isReply) {
  const language = currentLanguage();
  const hour = hourOf(message.created_at, language);
  const text = isReply ? `${shortDay(message.created_at, language)}, ${hour}` : hour;
  return make("time", { text, datetime: message.created_at, title: shownTime(message.created_at, language) });
}

function textOf(message) {
  const mention = `@${state.office.bot.name}`;
  const paragraph = make("p", { className: "text" });
  if (!message.text.startsWith(`${mention} `)) {
    paragraph.textContent = message.text;
    return paragraph;
  }
  paragraph.append(make("span", { className: "mentioned", text: mention }), message.text.slice(mention.length));
  return paragraph;
}

function cardOf(message, isReply) {
  const status = make("p", { className: "card-status", role: "status" });
  const level = isReply ? 4 : 3;
  const card = renderCard(message.card, level, (place, inputs) => press(message, place, inputs, status));
  const parts = [card, status];
  if (state.place.kind === "channel" && asksEverybody(message.card, state.office.answer_cards_with)) {
    parts.push(colleaguesOf(message, state.person));
  }
  return parts;
}

async function press(message, place, inputs, status) {
  const pressed = document.activeElement;
  status.textContent = word("busy");
  try {
    const body = { person: state.person.oid, message: message.id, action: place, inputs, times: timesOfPress() };
    const seen = await post("api/press", body);
    const told = tellAnswers(seen);
    status.textContent = [show(seen, pressed, told), told].filter(Boolean).join(" ");
  } catch (problem) {
    status.textContent = `${word("failed")} ${problem.message}`;
  }
}
