// Who acts in this window, and how to open another window as somebody else.

import { byId, drawPortrait, make } from "./elements.js";
import { prepareFlyout } from "./flyout.js";
import { icon } from "./icons.js";
import { addressOf, state } from "./state.js";
import { ofOffice, word } from "./words.js";

const selector = byId("person");
const panel = byId("window-panel");
export let openWindowList = null;

export function preparePeople(onChange) {
  selector.addEventListener("change", () => onChange(selector.value));
  byId("window-button").prepend(icon("window"));
  openWindowList = prepareFlyout(byId("window-button"), panel, drawWindowPanel);
}

export function drawPeople() {
  const groups = byDepartment().map(([label, people]) => {
    const options = people.map((person) => make("option", { value: person.oid, text: person.name }));
    return make("optgroup", { label }, ...options);
  });
  selector.replaceChildren(...groups);
  selector.value = state.person.oid;
  byId("roles").textContent = `${rolesOf(state.person)} · ${word("invented")}`;
  drawPortrait(byId("portrait"), state.person.name);
  drawDevice();
}

export function drawDevice() {
  const { number, count } = state.device;
  byId("device").hidden = count < 2;
  byId("device").textContent = word("device", number, count);
  byId("device").title = word("deviceHint", state.person.name, count);
}

// What a person is, in words: department, roles, whether they belong here. Where many stand one
// below another, it is not said of each that they are invented.
export function rolesOf(person) {
  const ofThisLanguage = ofOffice(state.office, "role_words");
  const words = person.roles.map((role) => ofThisLanguage[role] ?? state.office.role_words[role] ?? role);
  if (person.department) words.unshift(person.department);
  if (person.is_external) words.push(person.organisation);
  else if (!person.is_member) words.push(word("outside"));
  return words.join(" · ");
}

// A link that opens a window in which this person acts.
export function windowLink(person, place) {
  const link = make("a", {
    className: "icon-button", href: addressOf(person, place), target: "_blank", rel: "noopener",
    label: word("openAs", person.name), title: word("openAs", person.name),
  });
  link.append(icon("window"));
  return link;
}

function byDepartment() {
  const groups = new Map();
  for (const person of state.office.people) {
    const label = groupOf(person);
    if (!groups.has(label)) groups.set(label, []);
    groups.get(label).push(person);
  }
  return [...groups];
}

function groupOf(person) {
  if (person.is_external) return person.organisation;
  if (person.is_guest) return word("guest");
  const name = state.office.departments[person.department];
  return name ? `${person.department} ${name}` : word("nobody");
}

function drawWindowPanel() {
  const search = make("input", { type: "search", label: word("find"), placeholder: word("find") });
  const list = make("ul", { className: "people" }, ...state.office.people.map(windowRow));
  search.addEventListener("input", () => narrow(list, search.value));
  panel.replaceChildren(
    make("h2", { id: "window-title", text: word("openWindow") }),
    make("p", { className: "hint", text: word("openWindowHint") }),
    search, list,
  );
  return search;
}

function windowRow(person) {
  const link = make("a", { href: addressOf(person, state.place), target: "_blank", rel: "noopener" });
  link.append(
    make("strong", { text: person.name }),
    make("span", { className: "hint", text: rolesOf(person) }),
  );
  return make("li", { "data-name": person.name.toLowerCase() }, link);
}

// Shows the rows whose name has these letters in it.
export function narrow(list, letters) {
  const wanted = letters.trim().toLowerCase();
  for (const row of list.children) row.hidden = !row.dataset.name.includes(wanted);
}
