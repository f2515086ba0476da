// A field to write in. In a channel the bot hears only what mentions it: the mention stands before
// the text, goes with the backspace key, and comes back with an @.

import { post } from "../api.js";
import { button, make } from "../elements.js";
import { icon } from "../icons.js";
import { state } from "../state.js";
import { word } from "../words.js";

const HIGHEST = 160;

// `parts` has form, text, mention and status. `onSent` is called once something was sent.
export function wireWriter({ form, text, mention, status }, { replyTo = "", onSent, onMention }) {
  let isMentioning = true;
  const draw = () => {
    const isChannel = state.place.kind === "channel";
    mention.hidden = !isChannel || !state.place.has_bot;
    mention.textContent = word("mention", state.office.bot.name);
    mention.title = word("mentionHint");
    mention.setAttribute("aria-pressed", String(isMentioning));
    const isUnheard = isChannel && state.place.has_bot && !isMentioning;
    status.textContent = isUnheard ? word("unheard") : "";
    onMention?.(!isChannel || (isMentioning && state.place.has_bot));
  };
  const setMention = (isWanted) => {
    isMentioning = isWanted;
    draw();
  };
  const write = (words) => {
    text.value = words;
    grow(text);
    text.focus();
  };
  const send = async () => {
    const written = text.value.trim();
    if (!written) return;
    text.value = "";
    grow(text);
    status.textContent = "";
    try {
      const isHeard = isMentioning && state.place.has_bot;
      const said = await say(written, { mention: isHeard, reply_to: replyTo });
      const isRefused = said.heard && (said.status < 200 || said.status > 299);
      if (isRefused) status.textContent = word("unreachable");
      else onSent?.();
    } catch (problem) {
      text.value = written;
      status.textContent = `${word("failed")} ${problem.message}`;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (!mention.hidden && !text.value && mentionAfter(event.key) !== null) {
      event.preventDefault();
      setMention(mentionAfter(event.key));
    }
  });
  text.addEventListener("input", () => grow(text));
  mention.addEventListener("click", () => setMention(!isMentioning));
  return { draw, write };
}

// The field at the end of a thread.
export function makeReplyField(thread, onDone) {
  const text = make("textarea", { rows: "1", maxlength: "20000", label: word("writeReply") });
  text.placeholder = word("writeReply");
  const mention = make("button", { type: "button", className: "mention" });
  const status = make("p", { className: "composer-status", role: "status" });
  const send = make("button", { type: "submit", className: "main with-icon" }, icon("send"), make("span", { text: word("send") }));
  const row = make("div", { className: "writing" },
    make("div", { className: "box" }, mention, text), send, button(word("cancel"), onDone, "plain"));
  const form = make("form", { className: "reply-field" }, row, status);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onDone();
  });
  wireWriter({ form, text, mention, status }, { replyTo: thread, onSent: onDone }).draw();
  return { element: form, focus: () => text.focus() };
}

function mentionAfter(key) {
  if (key === "Backspace") return false;
  return key === "@" ? true : null;
}

function say(text, more) {
  const body = { person: state.person.oid, conversation: state.place.id, text, ...more };
  return post("api/say", body);
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, HIGHEST)}px`;
}
