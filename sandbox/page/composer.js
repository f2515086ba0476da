// Where a person writes: with or without the mention, as a reply or not.

import { post } from "./api.js";
import { drawCommands, prepareCommands } from "./app.js";
import { byId } from "./elements.js";
import { word } from "./words.js";

const text = byId("text");
const mention = byId("mention");
const status = byId("composer-status");
let isMentioning = true;
let replyTo = null;

// `context()` gives: person, place, office, app.
export function prepareComposer(context) {
  prepareCommands();
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send(context());
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send(context());
    }
  });
  text.addEventListener("input", grow);
  mention.addEventListener("click", () => {
    isMentioning = !isMentioning;
    drawComposer(context());
  });
  byId("stop-replying").addEventListener("click", () => replyingTo(null));
}

export function drawComposer({ place, office, app }) {
  const isChannel = place.kind === "channel";
  mention.hidden = !isChannel;
  mention.textContent = word("mention", office.bot.name);
  mention.title = word("mentionHint");
  mention.setAttribute("aria-pressed", String(isMentioning));
  text.placeholder = word("writeTo", isChannel ? place.name : office.bot.name);
  const hasCommands = drawCommands(app, isChannel, take);
  byId("commands-open").hidden = !hasCommands || (isChannel && !isMentioning);
  status.textContent = isChannel && !isMentioning ? word("unheard") : "";
}

export function replyingTo(message) {
  replyTo = message;
  byId("replying").hidden = !message;
  byId("replying-to").textContent = message ? word("replyingTo", message.author.name) : "";
  if (message) text.focus();
}

function take(command) {
  text.value = command;
  text.focus();
  grow();
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
}

async function send({ person, place }) {
  const written = text.value.trim();
  if (!written) return;
  const body = {
    person: person.oid, conversation: place.id, text: written,
    mention: isMentioning, reply_to: replyTo?.id ?? "",
  };
  text.value = "";
  grow();
  replyingTo(null);
  status.textContent = "";
  try {
    const said = await post("api/say", body);
    const isRefused = said.heard && (said.status < 200 || said.status > 299);
    if (isRefused) status.textContent = word("unreachable");
  } catch (problem) {
    text.value = written;
    status.textContent = `${word("failed")} ${problem.message}`;
  }
}
