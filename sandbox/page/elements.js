// Small makers of elements. All text goes in as text, never as markup.

export function make(tag, { text, className, label, onClick, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  if (label) element.setAttribute("aria-label", label);
  if (onClick) element.addEventListener("click", onClick);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function button(text, onClick, className = "quiet") {
  return make("button", { type: "button", text, onClick, className });
}

export function byId(id) {
  return document.getElementById(id);
}

// A field with its label above it.
export function field(label, control) {
  return make("label", { className: "field" }, make("span", { text: label }), control);
}

export function select(options, attributes = {}) {
  const rows = options.map(([value, text]) => make("option", { value, text }));
  return make("select", attributes, ...rows);
}

// Initials on a colour of one's own. Nothing is said by it that is not said in words.
export function portrait(name, isBot = false) {
  const element = make("span", { className: isBot ? "portrait is-bot" : "portrait", "aria-hidden": "true" });
  drawPortrait(element, name);
  return element;
}

export function drawPortrait(element, name) {
  element.textContent = name.split(" ").map((part) => part[0]).join("").slice(0, 2);
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0) * 7, 0);
  element.style.setProperty("--hue", String(hue % 360));
}

// Moves as little as possible: an element that is taken out would lose focus and input.
export function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}
