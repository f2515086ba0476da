// Colours and language of the page. Colours follow the system unless somebody chooses.

import { byId, make } from "./elements.js";
import { switchLanguage, word } from "./words.js";

const THEMES = ["system", "light", "dark", "contrast"];
const isDark = matchMedia("(prefers-color-scheme: dark)");
const wantsContrast = matchMedia("(prefers-contrast: more)");

export function prepareLooks(onLanguage) {
  apply();
  for (const wish of [isDark, wantsContrast]) wish.addEventListener("change", apply);
  byId("theme").addEventListener("change", (event) => {
    localStorage.setItem("theme", event.target.value);
    apply();
  });
  byId("language").addEventListener("click", () => {
    switchLanguage();
    onLanguage();
  });
}

export function drawLooks() {
  const options = THEMES.map((name) => make("option", { value: name, text: word(name) }));
  byId("theme").replaceChildren(...options);
  byId("theme").value = chosen();
  byId("language").textContent = word("language");
  byId("language").lang = word("language") === "English" ? "en" : "de";
}

function chosen() {
  const name = localStorage.getItem("theme");
  return THEMES.includes(name) ? name : "system";
}

function apply() {
  const name = chosen();
  document.documentElement.dataset.theme = name === "system" ? ofSystem() : name;
}

function ofSystem() {
  if (wantsContrast.matches) return "contrast";
  return isDark.matches ? "dark" : "light";
}
