// Faults in plain words: presets, one of one's own, and what is in force.

import { get, post, remove } from "../api.js";
import { button, field, make, reconcile, select } from "../elements.js";
import { word } from "../words.js";
import { drawRepeat } from "./repeat.js";

const MINUTE = 60;
const PRESETS = {
  flood: { kind: "connector", status: 429, retry_after: 2, seconds: 10 },
  drop: { kind: "send", drop: "after", count: 1 },
  slow: { kind: "connector", delay: 3, seconds: MINUTE },
  down: { kind: "connector", status: 503, seconds: MINUTE },
  login: { kind: "token", drop: "before", seconds: MINUTE },
  keys: null,
};
const KINDS = ["connector", "send", "create", "post", "update", "delete", "roster", "team", "token", "jwks"];
const EFFECTS = {
  429: { status: 429, retry_after: 2 },
  412: { status: 412 },
  403: { status: 403 },
  500: { status: 500 },
  502: { status: 502 },
  503: { status: 503 },
  504: { status: 504 },
  before: { drop: "before" },
  after: { drop: "after" },
  slow: { delay: 3 },
};
const LENGTHS = {
  once: { count: 1 },
  threeTimes: { count: 3 },
  tenSeconds: { seconds: 10 },
  oneMinute: { seconds: MINUTE },
  forever: { count: null },
};

let list = null;
let said = null;

export function drawFaults(panel) {
  list = make("ul", { className: "entries in-force" });
  said = make("p", { role: "status", className: "hint" });
  const repeat = make("section", {});
  drawRepeat(repeat);
  const endAll = button(word("endAll"), () => remove("api/faults").then(pollFaults), "plain");
  panel.replaceChildren(
    make("section", {},
      make("h3", { text: word("faultsTitle") }),
      make("p", { className: "hint", text: word("faultsHint") }),
      make("ul", { className: "presets" }, ...Object.keys(PRESETS).map(preset))),
    make("section", {}, make("div", { className: "row spread" }, make("h3", { text: word("inForce") }), endAll), list, said),
    repeat, ownFault(),
  );
}

export async function pollFaults() {
  const faults = await get("api/faults");
  if (!list?.isConnected) return;
  const rows = faults.map((fault) => faultRow(fault));
  reconcile(list, rows.length ? rows : [none()]);
}

function preset(name) {
  const start = () => (name === "keys" ? rollOver() : begin({ ...PRESETS[name], name: word(`fault_${name}`) }));
  const element = make("button", { type: "button", className: "quiet", onClick: start });
  element.append(
    make("strong", { text: word(`fault_${name}`) }), make("span", { className: "hint", text: word(`fault_${name}Hint`) }));
  return make("li", {}, element);
}

async function rollOver() {
  await post("api/keys/rollover", {});
  said.textContent = word("keysRolled");
}

async function begin(rule) {
  said.textContent = "";
  try {
    await post("api/faults", rule);
    await pollFaults();
  } catch (problem) {
    said.textContent = `${word("failed")} ${problem.message}`;
  }
}

// Rows stay, so that a button that has the focus keeps it while seconds run down.
function faultRow(fault) {
  const known = list.querySelector(`[data-fault="${fault.id}"]`);
  const row = known ?? newRow(fault);
  row.classList.toggle("is-over", fault.is_over);
  row.querySelector(".hits").textContent = word("hits", fault.hits);
  row.querySelector(".left").textContent = leftOf(fault);
  return row;
}

function newRow(fault) {
  const name = fault.name || `${word(`kind_${fault.kind}`)}: ${whatOf(fault)}`;
  const end = button(word("end"), () => remove(`api/faults/${fault.id}`).then(pollFaults));
  end.setAttribute("aria-label", word("endOf", name));
  const words = make("div", { className: "words" }, make("strong", { text: name }),
    make("span", { className: "hint" }, make("span", { className: "hits" }), " · ", make("span", { className: "left" })));
  return make("li", { "data-fault": fault.id, className: "fault" }, words, end);
}

function leftOf(fault) {
  if (fault.is_over) return word("isOver");
  if (fault.seconds_left !== null) return word("secondsLeft", Math.ceil(fault.seconds_left));
  return fault.left === null ? word("forever") : word("timesLeft", fault.left);
}

function whatOf(fault) {
  if (fault.drop) return word(`what_${fault.drop}`);
  return fault.status ? word(`what_${fault.status}`) ?? String(fault.status) : word("what_slow");
}

function none() {
  return list.querySelector(".empty") ?? make("li", { className: "empty", text: word("noFaults") });
}

function ownFault() {
  const kind = select(KINDS.map((name) => [name, word(`kind_${name}`)]));
  const what = select(Object.keys(EFFECTS).map((name) => [name, word(`what_${name}`)]));
  const length = select(Object.keys(LENGTHS).map((name) => [name, word(name)]));
  const form = make("form", { className: "own-fault" },
    field(word("faultKind"), kind), field(word("faultWhat"), what), field(word("faultLength"), length),
    make("button", { type: "submit", className: "main", text: word("startFault") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin({ kind: kind.value, ...EFFECTS[what.value], ...LENGTHS[length.value] });
  });
  return make("section", {}, make("h3", { text: word("ownFault") }), form);
}
