// The office itself: the bot in the team, the team's name, and who comes, goes, chats and blocks.

import { post } from "../api.js";
import { button, make } from "../elements.js";
import { narrow, rolesOf, windowLink } from "../people.js";
import { state } from "../state.js";
import { word } from "../words.js";

let letters = "";

export function drawOfficeTab(panel) {
  const focus = document.activeElement?.dataset?.keep;
  panel.replaceChildren(botSection(), teamSection(), peopleSection());
  if (focus) panel.querySelector(`[data-keep="${CSS.escape(focus)}"]`)?.focus();
}

function botSection() {
  const { name, is_in_team: isInTeam } = state.office.bot;
  const path = isInTeam ? "api/uninstall" : "api/install";
  const change = button(word(isInTeam ? "uninstall" : "install"), () => {
    post(path, { team: true, by: state.person.oid }).catch(() => undefined);
  });
  change.dataset.keep = "install";
  return make("section", {},
    make("h3", { text: word("botInTeam", name) }),
    make("div", { className: "row spread" },
      make("span", { className: "tag", text: word(isInTeam ? "isInTeam" : "isNotInTeam") }), change));
}

function teamSection() {
  const name = make("input", { value: state.office.team.name, maxlength: "80", required: "", "data-keep": "team" });
  const said = make("p", { role: "status", className: "hint" });
  const form = make("form", { className: "row at-foot" },
    make("label", { className: "field wide" }, make("span", { text: word("teamName") }), name),
    make("button", { type: "submit", className: "quiet", text: word("rename") }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await post("api/team", { name: name.value, by: state.person.oid });
    said.textContent = word("renamed");
  });
  return make("section", {}, make("h3", { text: word("officeTitle") }), form, said);
}

function peopleSection() {
  const search = make("input", { type: "search", label: word("find"), placeholder: word("find"), "data-keep": "find" });
  const list = make("ul", { className: "entries people-table" }, ...state.office.people.map(personRow));
  search.value = letters;
  search.addEventListener("input", () => {
    letters = search.value;
    narrow(list, letters);
  });
  narrow(list, letters);
  return make("section", {},
    make("h3", { text: word("peopleTitle") }), make("p", { className: "hint", text: word("peopleHint") }), search, list);
}

function personRow(person) {
  const head = make("div", { className: "row spread" },
    make("div", { className: "words" },
      make("strong", { text: person.name }), make("span", { className: "hint", text: rolesOf(person) })),
    windowLink(person));
  const switches = person.is_external ? [] : [
    switchOf(person, "inTeam", person.is_member, (is) => post(`api/people/${person.oid}/${is ? "join" : "leave"}`, {})),
    switchOf(person, "hasChat", person.has_chat,
      (is) => post(is ? "api/install" : "api/uninstall", { person: person.oid })),
    switchOf(person, "blocks", person.is_blocking,
      (is) => post(`api/people/${person.oid}/block`, { is_blocked: is })),
  ];
  return make("li", { "data-name": person.name.toLowerCase() }, head, make("div", { className: "row" }, ...switches));
}

function switchOf(person, kind, isOn, change) {
  const box = make("input", { type: "checkbox", "data-keep": `${kind} ${person.oid}` });
  box.checked = isOn;
  box.addEventListener("change", () => {
    change(box.checked).catch(() => {
      box.checked = !box.checked;
    });
  });
  const name = make("span", { className: "hidden", text: `: ${person.name}` });
  return make("label", { className: "check" }, box, make("span", {}, word(kind), name));
}
