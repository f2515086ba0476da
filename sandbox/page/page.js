// Holds the page together: who acts, where, and what has changed.

import { clearToasts, drawActivity, tellNews } from "./activity.js";
import { get, post } from "./api.js";
import { appFor } from "./app.js";
import { drawPlaceHead, prepareChannels } from "./channels.js";
import { drawClockWords, openClock, prepareClock, refreshClock } from "./clock.js";
import { prepareDialog } from "./dialog.js";
import { byId } from "./elements.js";
import { icon } from "./icons.js";
import { prepareKeyboard } from "./keyboard.js";
import { listenAs } from "./live.js";
import { drawLooks, prepareLooks } from "./looks.js";
import { drawDevice, drawPeople, openWindowList, preparePeople } from "./people.js";
import { drawPlaces, keepingFocus, preparePlaces } from "./places.js";
import { areActivitiesOpen, prepareSides, showSide } from "./sides.js";
import { addressOf, personBy, placeBy, state, wantedOf } from "./state.js";
import { drawComposer, prepareComposer } from "./talk/composer.js";
import { drawMessages, showMessage } from "./talk/messages.js";
import { areToolsOpen, drawTools, openTools, prepareTools, refreshTools } from "./tools/tools.js";
import { currentLanguage, ofOffice, putWords, word } from "./words.js";

let pending = new Set();
let isReacting = false;

async function loadOffice() {
  state.office = await get("api/office");
  const oid = state.person?.oid ?? wantedOf("person");
  state.person = personBy(oid) ?? state.office.people[0];
  state.app = await appFor(state.person);
  await loadPlaces();
}

async function loadPlaces() {
  const { person } = state;
  const places = await get(`api/conversations?person=${person.oid}`);
  if (person !== state.person) return;
  // Where somebody has gone meanwhile counts, not where they were when the question was asked.
  const id = state.place?.id ?? wantedOf("place");
  const isChat = state.place?.kind === "personal";
  state.places = places;
  state.place = placeBy(id) ?? (isChat ? places.at(-1) : places[0]) ?? nowhere();
  history.replaceState(null, "", addressOf(person, state.place));
}

// Somebody who is in no channel and has no chat, as after a shared channel was deleted.
function nowhere() {
  return { id: "", kind: "personal", channel_kind: null, name: word("nowhere"), has_bot: false, unread: 0, read_up_to: 0 };
}

async function loadNews() {
  state.news = await get(`api/news?person=${state.person.oid}`);
  drawActivity(openNews);
  tellNews(openNews);
  drawTitle();
}

async function loadMessages() {
  const { person, place } = state;
  const path = `api/conversations/${encodeURIComponent(place.id)}/messages?person=${person.oid}`;
  const messages = place.id ? (await get(path)).messages : [];
  if (place.id !== state.place.id || person !== state.person) return;
  drawMessages(messages);
  const newest = Math.max(0, ...messages.map((message) => Number(message.id)));
  if (document.visibilityState === "visible" && place.unread && newest > place.read_up_to) {
    await post("api/read", { person: person.oid, conversation: place.id, message: String(newest) });
  }
}

function drawTitle() {
  const unread = state.news.filter((entry) => entry.is_unread).length;
  document.title = word("title", unread, state.place.name, state.person.name);
}

function drawAround() {
  putWords();
  byId("notice").textContent = ofOffice(state.office, "notice");
  drawLooks();
  drawPeople();
  keepingFocus(() => drawPlaces(goTo));
  drawPlaceHead();
  drawClockWords();
  drawComposer();
  drawTitle();
}

async function drawAll() {
  drawAround();
  await loadMessages();
  await loadNews();
}

async function goTo(place) {
  showSide("places", { isDrawer: false });
  await enter(place);
}

async function enter(place) {
  state.place = place;
  history.replaceState(null, "", addressOf(state.person, place));
  clearToasts(place.id);
  await drawAll();
}

async function openNews(entry) {
  const place = placeBy(entry.conversation);
  if (!place) return;
  // The list stays where there is room for it, so that one can go on to the next.
  if (!areActivitiesOpen()) showSide("places", { isDrawer: false });
  if (place.id !== state.place.id) await enter(place);
  showMessage(entry.id);
}

async function actAs(oid) {
  state.person = personBy(oid);
  state.device = { number: 1, count: 1 };
  clearToasts();
  listenAs(oid, onEvent);
  state.app = await appFor(state.person);
  await loadPlaces();
  await drawAll();
  drawTools();
}

// Events may come faster than answers: what several of them ask for is done once.
function onEvent(event) {
  if (event.kind === "window") noteDevice(event);
  else if (event.kind === "windows") noteDevice({ ...event, number: state.device.number });
  else pending.add(dutyOf(event));
  if (!isReacting) react();
}

function noteDevice({ person, number, count }) {
  if (person && person !== state.person.oid) return;
  state.device = { number, count: Number(count) };
  drawDevice();
}

function dutyOf(event) {
  if (event.kind === "clock") return "clock";
  if (event.kind === "message") return event.conversation === state.place.id ? "messages" : "news";
  if (event.kind === "read") return event.person === state.person.oid ? "news" : "";
  return "office";
}

async function react() {
  isReacting = true;
  while (pending.size) {
    const duties = pending;
    pending = new Set();
    await perform(duties).catch(() => undefined);
  }
  isReacting = false;
}

async function perform(duties) {
  if (duties.has("clock")) await refreshClock();
  if (duties.has("office")) {
    await loadOffice();
    await drawAll();
    refreshTools();
    await refreshClock();
  } else if (duties.has("messages") || duties.has("news")) {
    await loadPlaces();
    keepingFocus(() => drawPlaces(goTo));
    if (duties.has("messages")) await loadMessages();
    await loadNews();
  }
}

function prepareRail() {
  const marks = { "activity-button": "bell", menu: "talks", "tools-button": "tools", "keys-button": "keys" };
  for (const [id, name] of Object.entries(marks)) byId(id).prepend(icon(name));
  for (const id of ["dialog-close", "activity-close"]) byId(id).append(icon("close"));
}

function prepareShortcuts() {
  prepareKeyboard({
    activity: () => byId("activity-button").click(),
    places: () => {
      showSide("places", { isDrawer: true });
      byId("places").querySelector("[aria-current]")?.focus();
    },
    messages: () => byId("messages").focus(),
    write: () => byId("text").focus(),
    person: () => byId("person").focus(),
    window: () => openWindowList(true),
    clock: () => openClock(true),
    tools: () => openTools(!areToolsOpen()),
  });
}

async function start() {
  await loadOffice();
  prepareLooks(() => drawAll().then(drawTools));
  prepareRail();
  prepareSides(() => drawActivity(openNews));
  preparePeople(actAs);
  preparePlaces();
  prepareChannels();
  prepareDialog();
  prepareClock();
  prepareComposer();
  prepareTools();
  prepareShortcuts();
  document.addEventListener("visibilitychange", () => onEvent({ kind: "message", conversation: state.place.id }));
  await drawAll();
  await refreshClock();
  listenAs(state.person.oid, onEvent);
  document.body.dataset.ready = currentLanguage();
}

start();
