// The drawer of tools: faults, what the bot sent, what it was sent, and the office.

import { byId, make } from "../elements.js";
import { icon } from "../icons.js";
import { word } from "../words.js";
import { drawDeliveries, drawRequests, pollCalls } from "./calls.js";
import { drawFaults, pollFaults } from "./faults.js";
import { drawOfficeTab } from "./office.js";

const EVERY_MS = 1000;
const TABS = {
  faults: { draw: drawFaults, poll: pollFaults },
  requests: { draw: drawRequests, poll: () => pollCalls("requests") },
  deliveries: { draw: drawDeliveries, poll: () => pollCalls("deliveries") },
  office: { draw: drawOfficeTab, poll: null },
};

const drawer = byId("tools");
const opener = byId("tools-button");
let current = "faults";
let ticking = 0;

export function prepareTools() {
  opener.addEventListener("click", () => openTools(drawer.hidden));
  drawer.addEventListener("keydown", (event) => {
    if (event.key === "Escape") openTools(false);
  });
}

export function openTools(isOpen) {
  if (drawer.hidden === !isOpen) return;
  drawer.hidden = !isOpen;
  document.body.classList.toggle("has-tools", isOpen);
  opener.setAttribute("aria-expanded", String(isOpen));
  clearInterval(ticking);
  if (isOpen) {
    drawTools();
    byId(`tab-${current}`).focus();
    ticking = setInterval(poll, EVERY_MS);
  } else {
    opener.focus();
  }
}

export function areToolsOpen() {
  return !drawer.hidden;
}

// Draws the drawer anew, in the current language and with the current office.
export function drawTools() {
  if (drawer.hidden) return;
  const close = make("button", { type: "button", className: "icon-button", label: word("close"), title: word("close") });
  close.append(icon("close"));
  close.addEventListener("click", () => openTools(false));
  const tabs = make("div", { className: "tabs", role: "tablist", "aria-labelledby": "tools-title" },
    ...Object.keys(TABS).map(tabOf));
  tabs.addEventListener("keydown", onTabKey);
  const panel = make("div", {
    id: "tools-panel", className: "tools-panel", role: "tabpanel", tabindex: "0", "aria-labelledby": `tab-${current}`,
  });
  drawer.replaceChildren(
    make("div", { className: "side-head" }, make("h2", { id: "tools-title", text: word("tools") }), close),
    tabs, panel,
  );
  TABS[current].draw(panel);
  poll();
}

// What has changed in the office concerns one tab; the others are left alone while somebody uses them.
export function refreshTools() {
  if (drawer.hidden || current !== "office") return;
  TABS.office.draw(byId("tools-panel"));
}

function tabOf(name) {
  const isCurrent = name === current;
  return make("button", {
    type: "button", id: `tab-${name}`, role: "tab", text: word(`tab_${name}`), "aria-selected": String(isCurrent),
    "aria-controls": "tools-panel", tabindex: isCurrent ? "0" : "-1", onClick: () => choose(name),
  });
}

function choose(name) {
  current = name;
  drawTools();
  byId(`tab-${name}`).focus();
}

function onTabKey(event) {
  const names = Object.keys(TABS);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  choose(names[(names.indexOf(current) + step + names.length) % names.length]);
}

function poll() {
  if (document.visibilityState === "visible") TABS[current].poll?.()?.catch(() => undefined);
}
