// How much of Teams' limits the bot has used: bars for now, a number for the most it ever was.

import { get } from "../api.js";
import { button, make } from "../elements.js";
import { word } from "../words.js";

const FEW = 4;

let section = null;
let areAllShown = false;

export function makeLimits() {
  section = make("section", { className: "limits" });
  return section;
}

export async function drawLimits() {
  const { meters, violations } = await get("api/limits");
  if (!section?.isConnected) return;
  const sorted = meters.sort((one, other) => load(other) - load(one));
  const shown = areAllShown ? sorted : sorted.slice(0, FEW);
  const hadFocus = section.contains(document.activeElement);
  section.replaceChildren(
    make("h3", { text: word("limitsTitle") }),
    ...(violations.length ? [violationList(violations)] : []),
    ...(shown.length ? shown.map(meterOf) : [make("p", { className: "hint", text: word("noLimits") })]),
    ...(sorted.length > shown.length ? [moreButton(sorted.length - shown.length)] : []),
  );
  if (hadFocus) section.querySelector("button")?.focus();
}

function moreButton(count) {
  return button(word("moreLimits", count), () => {
    areAllShown = true;
    drawLimits();
  }, "plain small");
}

function load(meter) {
  return Math.max(...meter.windows.map((one) => Math.max(one.used, one.peak) / one.allowed));
}

function nameOf(what, place) {
  return word(`limit_${what}`, place);
}

function meterOf(meter) {
  const rows = meter.windows.map(windowOf);
  return make("div", { className: "meter" }, make("h4", { text: nameOf(meter.what, meter.place) }), ...rows);
}

function windowOf({ used, allowed, seconds, peak }) {
  const text = word("meter", used, allowed, word("seconds", seconds));
  const bar = make("meter", { min: 0, max: allowed, value: used, high: allowed - 0.5, label: text });
  return make("div", { className: "window" },
    bar, make("span", { text }), make("span", { className: "hint", text: word("peak", peak) }));
}

function violationList(violations) {
  const rows = violations.slice(-10).reverse().map(({ key, allowed, seconds, wait, place }) => {
    const what = nameOf(key.split(" ")[0], place);
    return make("li", { text: word("violation", what, allowed, word("seconds", seconds), wait.toFixed(1)) });
  });
  return make("div", { className: "violations" },
    make("h4", { text: word("violations", violations.length) }), make("ul", {}, ...rows));
}
