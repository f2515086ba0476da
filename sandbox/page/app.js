// The app as its package describes it: the dialog before installing it, and the menu of its commands.

import { get } from "./api.js";
import { button, byId, make } from "./elements.js";
import { word } from "./words.js";

const shell = byId("app");
const menu = byId("commands");
const opener = byId("commands-open");
let lastDrawn = "";

// What one person is shown of the app; null while no package was uploaded.
export function appFor(person) {
  return get(`api/app?person=${person.oid}`);
}

// Resolves to whether the person wants to add the app; without `isToAdd` it is only looked at.
export function looked(app, isToAdd) {
  return new Promise((resolve) => {
    const no = button(word(isToAdd ? "cancel" : "close"), () => shell.close("no"));
    const yes = button(word("install"), () => shell.close("yes"), "main");
    const end = make("div", { className: "row" }, no, ...(isToAdd ? [yes] : []));
    shell.replaceChildren(heading(app, isToAdd), body(app), end);
    shell.returnValue = "no";
    shell.addEventListener("close", () => resolve(shell.returnValue === "yes"), { once: true });
    shell.showModal();
    (isToAdd ? yes : no).focus();
  });
}

function heading(app, isToAdd) {
  const title = isToAdd ? word("addApp", app.name) : app.name;
  const words = make("div", {},
    make("h2", { id: "app-title", text: title }),
    make("p", { className: "hint", text: `${app.developer} · ${app.version}` }));
  const icon = make("img", { src: app.icon, alt: "", width: "56", height: "56" });
  return make("div", { className: "app-head" }, icon, words);
}

function body(app) {
  const kinds = [...app.scopes, ...app.permissions];
  const may = kinds.map((kind) => make("li", { text: word(`appMay_${kind}`) ?? kind }));
  const pages = ["website", "privacy", "terms"].map((name) => link(app, name));
  return make("div", { className: "app-body", tabindex: "0", role: "group", "aria-labelledby": "app-title" },
    make("p", { className: "app-summary", text: app.summary }),
    make("p", { className: "text", text: app.description }),
    make("h3", { text: word("appMay") }),
    make("ul", {}, ...may),
    make("p", { className: "row" }, ...pages));
}

function link(app, name) {
  const href = app.pages[name];
  return make("a", { href, target: "_blank", rel: "noreferrer", text: word(`appPage_${name}`) });
}

// The menu above the composer: exactly the commands that the package declares for this place.
export function drawCommands(app, isChannel, take) {
  const commands = app?.commands[isChannel ? "team" : "personal"] ?? [];
  // The page is drawn anew with every event: an open menu stays open while it offers the same.
  const drawn = JSON.stringify(commands);
  if (drawn !== lastDrawn) {
    lastDrawn = drawn;
    menu.replaceChildren(...commands.map((command) => row(command, take)));
    showCommands(false);
  }
  return commands.length > 0;
}

export function prepareCommands() {
  opener.addEventListener("click", () => showCommands(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    showCommands(false);
    opener.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target) && !opener.contains(event.target)) showCommands(false);
  });
}

// From the writing field: the first command has the focus.
export function openCommands() {
  showCommands(true);
  menu.querySelector("button")?.focus();
}

function showCommands(isOpen) {
  menu.hidden = !isOpen;
  opener.setAttribute("aria-expanded", String(isOpen));
}

function row({ title, description }, take) {
  const onClick = () => {
    showCommands(false);
    take(title);
  };
  const words = [make("strong", { text: title }), make("span", { text: description })];
  return make("li", {}, make("button", { type: "button", onClick }, ...words));
}
