// Every word the page itself says. Cards and messages come from the bot and are shown as they are.

import { ENGLISH } from "./words/en.js";
import { GERMAN } from "./words/de.js";

const WORDS = { de: GERMAN, en: ENGLISH };

let language = localStorage.getItem("language") === "en" ? "en" : "de";

export function word(key, ...values) {
  const found = WORDS[language][key];
  return typeof found === "function" ? found(...values) : found;
}

// What the office file says in this language; German where it has no English of its own.
export function ofOffice(office, name) {
  return (language === "en" && office.english[name]) || office[name];
}

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "de" ? "en" : "de";
  localStorage.setItem("language", language);
}

// Puts the words into everything in the document that asks for them.
export function putWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.hasAttribute("data-tip")) element.title = word(element.dataset.label);
  }
}
