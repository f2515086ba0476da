// Channels: who is in them, and how they are made, renamed, filled and deleted.

import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { button, byId, field, make, portrait } from "./elements.js";
import { icon } from "./icons.js";
import { narrow, rolesOf, windowLink } from "./people.js";
import { openSheet } from "./sheet.js";
import { channelBy, mayManage, membersOf, state } from "./state.js";
import { word } from "./words.js";

const KINDS = ["standard", "private", "shared"];

export function prepareChannels() {
  byId("new-channel").append(icon("plus"));
  byId("edit-channel").append(icon("edit"));
  byId("new-channel").addEventListener("click", create);
  byId("edit-channel").addEventListener("click", () => edit(channelBy(state.place.id)));
  byId("place-members").addEventListener("click", () => showMembers(channelBy(state.place.id)));
}

// The head of a conversation: what it is, who is in it, and whether the bot is.
export function drawPlaceHead() {
  const { place } = state;
  const channel = channelBy(place.id);
  byId("place-name").textContent = place.name;
  byId("place-kind").textContent = word(channel ? `${channel.kind}Channel` : "personalChat");
  byId("place-mark").replaceChildren(icon(channel?.kind ?? "chat"));
  byId("place-members").hidden = !channel;
  byId("edit-channel").hidden = !channel || !mayManage() || isGeneral(channel);
  if (channel) drawMemberCount(membersOf(channel).length);
  drawNote(channel);
}

// Where there is little room the number alone is seen; it is read out with its word.
function drawMemberCount(count) {
  const [number, ...words] = word("members", count).split(" ");
  byId("place-members").replaceChildren(
    icon("people"), number, make("span", { className: "long", text: ` ${words.join(" ")}` }));
}

function drawNote(channel) {
  const { bot } = state.office;
  const isMissing = channel && channel.kind !== "standard" && !channel.has_bot;
  byId("place-note").hidden = !isMissing;
  if (!isMissing) return;
  const words = make("p", { text: word(bot.is_in_team ? "botMissing" : "botNotInTeam", bot.name) });
  const add = button(word("addBot", bot.name), () => change({ change: "add_bot", channel: channel.id }), "main");
  byId("place-note").replaceChildren(words, ...(bot.is_in_team ? [add] : []));
}

function isGeneral(channel) {
  return channel.id === state.office.team.id;
}

function change(body) {
  return post("api/channels", { ...body, by: state.person.oid });
}

function showMembers(channel) {
  const rows = membersOf(channel).map((person) => {
    const words = make("div", { className: "words" },
      make("strong", { text: person.name }), make("span", { className: "hint", text: rolesOf(person) }));
    const row = make("li", { "data-name": person.name.toLowerCase() }, portrait(person.name), words);
    const tag = person.is_external ? "external" : person.is_guest ? "guest" : "";
    if (tag) row.append(make("span", { className: "tag", text: word(tag) }));
    row.append(windowLink(person, state.place));
    return row;
  });
  openSheet(word("membersOf", channel.name), () => searchable(rows, "people"));
}

function searchable(rows, className) {
  const list = make("ul", { className });
  list.append(...rows);
  const search = make("input", { type: "search", label: word("find"), placeholder: word("find"), "data-first": "" });
  search.addEventListener("input", () => narrow(list, search.value));
  return [search, list];
}

function create() {
  openSheet(word("newChannel"), (close) => [channelForm({ name: "", kind: "standard", members: [state.person.oid] }, async (made) => {
    await change({ change: "create", ...made });
    close();
  })], "wide");
}

// One form for a new channel and for an old one, whose kind stays as it is.
function channelForm(channel, onSave) {
  const isNew = !channel.id;
  let { kind } = channel;
  const name = make("input", { value: channel.name, maxlength: "50", required: "", "data-first": "" });
  const picker = memberPicker(new Set(channel.members));
  const bot = checkbox(word("withBot", state.office.bot.name), true);
  const said = make("p", { role: "alert", className: "dialog-error" });
  const drawKind = () => {
    picker.element.hidden = kind === "standard";
    bot.element.hidden = kind === "standard" || !isNew || !state.office.bot.is_in_team;
    picker.offer(kind);
  };
  const form = make("form", { className: "stack" },
    field(word("channelName"), name),
    ...(isNew ? [kindChoice(kind, (chosen) => {
      kind = chosen;
      drawKind();
    })] : []),
    picker.element, bot.element, said,
    make("div", { className: "row at-end" },
      make("button", { type: "submit", className: "main", text: word(isNew ? "create" : "save") })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    const own = kind === "standard" ? {} : { members: picker.chosen(), has_bot: bot.box.checked };
    try {
      await onSave({ name: name.value.trim(), ...(isNew ? { kind } : {}), ...own });
    } catch (problem) {
      said.textContent = `${word("failed")} ${problem.message}`;
    }
  });
  drawKind();
  return form;
}

function kindChoice(kind, onChange) {
  const rows = KINDS.map((name) => {
    const radio = make("input", { type: "radio", name: "channel-kind", value: name });
    radio.checked = name === kind;
    radio.addEventListener("change", () => onChange(name));
    const words = make("span", { className: "words" },
      make("strong", { text: word(`${name}Channel`) }), make("span", { className: "hint", text: word(`${name}Means`) }));
    return make("label", { className: "check" }, radio, words);
  });
  return make("fieldset", {}, make("legend", { text: word("channelKind") }), ...rows);
}

function memberPicker(oids) {
  const boxes = new Map();
  const counter = make("span", { className: "hint" });
  const count = () => {
    counter.textContent = word("chosen", oids.size);
  };
  const rows = state.office.people.map((person) => {
    const { box, element } = checkbox(person.name, oids.has(person.oid));
    element.lastElementChild.append(make("span", { className: "hint", text: rolesOf(person) }));
    box.addEventListener("change", () => {
      if (box.checked) oids.add(person.oid);
      else oids.delete(person.oid);
      count();
    });
    const row = make("li", { "data-name": person.name.toLowerCase() }, element);
    boxes.set(person, { box, row });
    return row;
  });
  const [search, list] = searchable(rows, "people picker");
  search.removeAttribute("data-first");
  // Teams takes no guests into shared channels, and nobody from outside the team into private ones.
  const offer = (kind) => {
    for (const [person, { box }] of boxes) {
      box.disabled = kind === "shared" ? person.is_guest : !person.is_member;
      if (!box.disabled) continue;
      box.checked = false;
      if (kind !== "standard") oids.delete(person.oid);
    }
    count();
  };
  const legend = make("legend", {}, word("channelMembers"), " ", counter);
  return { element: make("fieldset", {}, legend, search, list), offer, chosen: () => [...oids] };
}

function checkbox(text, isOn) {
  const box = make("input", { type: "checkbox" });
  box.checked = isOn;
  const element = make("label", { className: "check" }, box, make("span", { className: "words" }, text));
  return { box, element };
}

function edit(channel) {
  const isOwn = channel.kind !== "standard";
  openSheet(word("editChannel"), (close) => [
    channelForm({ ...channel, members: channel.members ?? [] }, async (made) => {
      if (made.name !== channel.name) await change({ change: "rename", channel: channel.id, name: made.name });
      if (isOwn) await change({ change: "members", channel: channel.id, members: made.members });
      close();
    }),
    make("div", { className: "row spread danger-zone" },
      ...(isOwn && state.office.bot.is_in_team ? [botButton(channel, close)] : []),
      button(word("deleteChannel"), () => removeChannel(channel, close), "danger")),
  ], isOwn ? "wide" : "");
}

function botButton(channel, close) {
  const name = channel.has_bot ? "removeBot" : "addBot";
  const kind = channel.has_bot ? "remove_bot" : "add_bot";
  return button(word(name, state.office.bot.name), async () => {
    await change({ change: kind, channel: channel.id });
    close();
  });
}

async function removeChannel(channel, close) {
  close();
  const isSure = await confirmed(word("askDelete", channel.name), word("deleteMeans"), word("deleteNow"));
  if (isSure) await change({ change: "delete", channel: channel.id });
}
