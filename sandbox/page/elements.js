// Small makers of elements. All text goes in as text, never as markup.

export function make(tag, { text, className, label, onClick, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  if (label) element.setAttribute("aria-label", label);
  if (onClick) element.addEventListener("click", onClick);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function button(text, onClick, className = "quiet") {
  return make("button", { type: "button", text, onClick, className });
}

export function byId(id) {
  return document.getElementById(id);
}

const ZONE = "Europe/Berlin";

export function shownTime(iso, language, style = {}) {
  const options = { dateStyle: "medium", timeStyle: "short", timeZone: ZONE, ...style };
  return new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", options).format(new Date(iso));
}

// A wall time in the office's zone, as a date-time input holds it.
export function wallTime(date) {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short", timeStyle: "short", timeZone: ZONE,
  }).format(date);
  return parts.replace(" ", "T");
}

// The moment at which the office's wall clock shows this time.
export function fromWallTime(text) {
  let guess = new Date(`${text}Z`);
  for (let step = 0; step < 2; step += 1) {
    const difference = new Date(`${text}Z`) - new Date(`${wallTime(guess)}Z`);
    guess = new Date(guess.getTime() + difference);
  }
  return guess;
}
