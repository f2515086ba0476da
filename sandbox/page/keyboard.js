// Shortcuts, and the panel that tells them. All have the Alt key, so that nothing happens by chance
// to people who type, dictate or use a screen reader.

import { byId, make } from "./elements.js";
import { openSheet } from "./sheet.js";
import { word } from "./words.js";

const SHORTCUTS = [
  ["KeyA", "activity"],
  ["KeyK", "places"],
  ["KeyN", "messages"],
  ["KeyS", "write"],
  ["KeyP", "person"],
  ["KeyF", "window"],
  ["KeyU", "clock"],
  ["KeyW", "tools"],
  ["KeyH", "keys"],
];
const OTHERS = [
  [["keyArrows"], "arrows"],
  [["keyEnter"], "enter"],
  [["keyShift", "keyEnter"], "newline"],
  [["keyEscape"], "escape"],
];

// `does` has a function for every name above.
export function prepareKeyboard(does) {
  byId("keys-button").addEventListener("click", showKeys);
  const all = { ...does, keys: showKeys };
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = SHORTCUTS.find(([code]) => code === event.code);
    // A dialog above everything is closed first, as with a pointer.
    if (!found || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    all[found[1]]();
  });
  document.addEventListener("keydown", alongLists);
}

function showKeys() {
  const rows = [
    ...SHORTCUTS.map(([code, name]) => keyRow([word("keyAlt"), code.slice(-1)], name)),
    ...OTHERS.map(([keys, name]) => keyRow(keys.map((key) => word(key)), name)),
  ];
  openSheet(word("keysTitle"), () => [make("p", { className: "hint", text: word("keysHint") }), make("dl", { className: "keys" }, ...rows)]);
}

function keyRow(keys, name) {
  const shown = keys.flatMap((key, place) => [...(place ? ["+"] : []), make("kbd", { text: key })]);
  return make("div", {}, make("dt", {}, ...shown), make("dd", { text: word(`key_${name}`) }));
}

// Up and down go from button to button in lists; Tab goes on working as everywhere.
function alongLists(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = event.target.closest?.("#channels, #chats, #news, #commands, .people");
  if (!step || !list || event.target.matches("input")) return;
  const scope = list.closest("#places") ?? list;
  const stops = [...scope.querySelectorAll("li button, li a")].filter((one) => one.offsetParent);
  const next = stops[stops.indexOf(event.target.closest("button, a")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
