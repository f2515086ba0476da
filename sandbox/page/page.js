// Holds the page together: who acts, where, and what has changed.

import { get, listen, post } from "./api.js";
import { appFor, looked } from "./app.js";
import { drawClockWords, prepareClock, refreshClock } from "./clock.js";
import { confirmed } from "./confirm.js";
import { drawComposer, prepareComposer, replyingTo } from "./composer.js";
import { prepareDialog } from "./dialog.js";
import { byId, make } from "./elements.js";
import { drawMessages } from "./messages.js";
import { currentLanguage, ofOffice, putWords, switchLanguage, word } from "./words.js";

const MAY_REMOVE = ["planning", "it"];
const THEMES = ["light", "dark", "contrast"];
const state = { office: null, app: null, person: null, places: [], place: null };
const seen = new Map(JSON.parse(sessionStorage.getItem("seen") ?? "[]"));
let isDrawing = Promise.resolve();

function wanted() {
  return new URLSearchParams(location.hash.slice(1));
}

function remember() {
  const hash = new URLSearchParams({ person: state.person.oid, place: state.place.id });
  history.replaceState(null, "", `#${hash}`);
  localStorage.setItem("person", state.person.oid);
}

async function loadOffice() {
  state.office = await get("api/office");
  const oid = state.person?.oid ?? wanted().get("person") ?? localStorage.getItem("person");
  const { people } = state.office;
  state.person = people.find((person) => person.oid === oid) ?? people[0];
  state.app = await appFor(state.person);
  await loadPlaces();
}

async function loadPlaces() {
  state.places = await get(`api/conversations?person=${state.person.oid}`);
  const id = state.place?.id ?? wanted().get("place");
  const same = state.places.find((place) => place.id === id);
  const isChat = state.place?.kind === "personal";
  const fallback = isChat ? state.places.at(-1) : state.places[0];
  state.place = same ?? fallback;
  remember();
}

async function loadMessages() {
  const { person, place } = state;
  const path = `api/conversations/${encodeURIComponent(place.id)}/messages?person=${person.oid}`;
  const answer = await get(path);
  if (place.id !== state.place.id || person !== state.person) return;
  const answerCardsWith = state.office.answer_cards_with;
  drawMessages(answer.messages, { person, place, answerCardsWith, onReply: replyingTo });
  markSeen(place.id, answer.revision);
}

function markSeen(id, revision) {
  seen.set(`${state.person.oid} ${id}`, revision);
  sessionStorage.setItem("seen", JSON.stringify([...seen]));
  drawPlaces();
}

function isUnread(place) {
  return place.revision > (seen.get(`${state.person.oid} ${place.id}`) ?? 0);
}

function drawPlaces() {
  const rows = (kind) => state.places.filter((place) => place.kind === kind).map(placeRow);
  byId("channels").replaceChildren(...rows("channel"));
  byId("chats").replaceChildren(...rows("personal"));
  byId("team-name").textContent = state.office.team.name;
  drawInstall();
}

function drawInstall() {
  const isInTeam = state.office.bot.is_in_team;
  const mayRemove = state.person.roles.some((role) => MAY_REMOVE.includes(role));
  byId("install").textContent = word(isInTeam ? "uninstall" : "install");
  byId("install").className = isInTeam ? "plain" : "main";
  byId("install").hidden = isInTeam && !mayRemove;
  byId("about-app").hidden = !state.app;
  byId("about-app").textContent = state.app ? word("aboutApp", state.app.name) : "";
}

function placeRow(place) {
  const isHere = place.id === state.place.id;
  const row = make("button", { type: "button", "data-place": place.id, onClick: () => goTo(place) });
  const mark = place.kind === "channel" ? "#" : "◍";
  row.append(make("span", { text: mark, className: "mark", "aria-hidden": "true" }), place.name);
  if (isHere) row.setAttribute("aria-current", "page");
  if (isUnread(place) && !isHere) {
    row.classList.add("is-unread");
    row.append(make("span", { className: "dot" }, make("span", { className: "hidden", text: word("unread") })));
  }
  return make("li", {}, row);
}

function drawTop() {
  byId("notice").textContent = ofOffice(state.office, "notice");
  byId("language").textContent = word("language");
  byId("place-name").textContent = state.place.name;
  drawPeople();
  drawThemes();
}

function drawPeople() {
  const groups = new Map();
  for (const person of state.office.people) {
    const name = state.office.departments[person.department];
    const label = name ? `${person.department} ${name}` : word("nobody");
    if (!groups.has(label)) groups.set(label, []);
    groups.get(label).push(make("option", { value: person.oid, text: person.name }));
  }
  const sets = [...groups].map(([label, options]) => make("optgroup", { label }, ...options));
  byId("person").replaceChildren(...sets);
  byId("person").value = state.person.oid;
  byId("roles").textContent = rolesOf(state.person);
  byId("roles").title = rolesOf(state.person);
}

function rolesOf(person) {
  const roleWords = ofOffice(state.office, "role_words");
  const words = person.roles.map((role) => roleWords[role] ?? state.office.role_words[role] ?? role);
  if (person.department) words.unshift(person.department);
  if (!person.is_member) words.push(word("outside"));
  return [...words, word("invented")].join(" · ");
}

function drawThemes() {
  const options = THEMES.map((name) => make("option", { value: name, text: word(name) }));
  byId("theme").replaceChildren(...options);
  byId("theme").value = document.documentElement.dataset.theme;
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("theme", name);
}

async function drawAll() {
  putWords();
  drawTop();
  drawPlaces();
  drawClockWords();
  drawComposer(state);
  await loadMessages();
}

async function goTo(place) {
  state.place = place;
  replyingTo(null);
  remember();
  showMenu(false);
  await drawAll();
}

async function actAs(oid) {
  state.person = state.office.people.find((person) => person.oid === oid);
  state.app = await appFor(state.person);
  replyingTo(null);
  await loadPlaces();
  await drawAll();
}

function showMenu(isOpen) {
  document.body.classList.toggle("has-menu", isOpen);
  byId("menu").setAttribute("aria-expanded", String(isOpen));
}

async function install() {
  const isInTeam = state.office.bot.is_in_team;
  const path = isInTeam ? "api/uninstall" : "api/install";
  const questions = ["askUninstall", "uninstallMeans", "uninstallNow"].map((key) => word(key));
  if (isInTeam && !(await confirmed(...questions))) return;
  if (!isInTeam && state.app && !(await looked(state.app, true))) return;
  byId("install").disabled = true;
  await post(path, { team: true, by: state.person.oid }).finally(() => {
    byId("install").disabled = false;
  });
}

// Events may come faster than answers: they are worked off one after another.
function onEvent(event) {
  isDrawing = isDrawing.then(() => react(event)).catch(() => undefined);
}

async function react(event) {
  if (event.kind === "clock") {
    await refreshClock();
  } else if (event.kind === "message") {
    await onMessage(event);
  } else {
    await loadOffice();
    await drawAll();
    await refreshClock();
  }
}

async function onMessage({ conversation, change, author }) {
  await loadPlaces();
  drawPlaces();
  if (conversation === state.place.id) await loadMessages();
  const place = state.places.find((one) => one.id === conversation);
  if (!place || change !== "new" || author === state.person.oid) return;
  byId("announcer").textContent = word("newMessage", nameOf(author), place.name);
}

function nameOf(author) {
  const person = state.office.people.find((one) => one.oid === author);
  return person?.name ?? state.office.bot.name;
}

async function start() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(localStorage.getItem("theme") ?? (isDark ? "dark" : "light"));
  await loadOffice();
  prepareDialog();
  prepareClock();
  prepareComposer(() => state);
  byId("person").addEventListener("change", (event) => actAs(event.target.value));
  byId("theme").addEventListener("change", (event) => setTheme(event.target.value));
  byId("language").addEventListener("click", () => {
    switchLanguage();
    drawAll();
  });
  byId("menu").addEventListener("click", () => showMenu(!document.body.classList.contains("has-menu")));
  byId("install").addEventListener("click", install);
  byId("about-app").addEventListener("click", () => looked(state.app, false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") showMenu(false);
  });
  await drawAll();
  await refreshClock();
  listen(onEvent);
  document.body.dataset.ready = currentLanguage();
}

start();
