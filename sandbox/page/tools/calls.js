// The calls in both directions as they come: one line each, everything on demand.

import { get, post } from "../api.js";
import { button, make } from "../elements.js";
import { secondOf } from "../times.js";
import { currentLanguage, word } from "../words.js";
import { jsonBlock } from "./json.js";
import { drawLimits, makeLimits } from "./limits.js";

const MOST_ROWS = 300;

const lists = {
  requests: { element: null, last: 0, cleared: 0, isOnlyFailures: false },
  deliveries: { element: null, last: 0, cleared: 0, isOnlyFailures: false },
};

export function drawRequests(panel) {
  panel.replaceChildren(makeLimits(), callSection("requests"));
}

export function drawDeliveries(panel) {
  panel.replaceChildren(callSection("deliveries"));
}

export async function pollCalls(name) {
  const list = lists[name];
  if (name === "requests") await drawLimits();
  const rows = await get(`api/${name}?since=${list.last}`);
  if (!list.element?.isConnected) return;
  for (const row of rows) {
    list.last = Math.max(list.last, row.id);
    list.element.prepend(rowOf(name, row));
  }
  while (list.element.children.length > MOST_ROWS) list.element.lastElementChild.remove();
  list.empty.hidden = list.element.children.length > 0;
}

function callSection(name) {
  const list = lists[name];
  list.last = list.cleared;
  list.element = make("ul", { className: "entries calls" });
  list.empty = make("p", { className: "hint", text: word(name === "requests" ? "noRequests" : "noDeliveries") });
  list.element.classList.toggle("is-filtered", list.isOnlyFailures);
  const filter = button(word("onlyFailures"), () => {
    list.isOnlyFailures = !list.isOnlyFailures;
    filter.setAttribute("aria-pressed", String(list.isOnlyFailures));
    list.element.classList.toggle("is-filtered", list.isOnlyFailures);
  }, "quiet small");
  filter.setAttribute("aria-pressed", String(list.isOnlyFailures));
  const clear = button(word("clearList"), () => {
    list.cleared = list.last;
    list.element.replaceChildren();
    list.empty.hidden = false;
  }, "plain small");
  return make("section", {},
    make("h3", { text: word(`${name}Title`) }), make("div", { className: "row" }, filter, clear), list.empty, list.element);
}

function rowOf(name, row) {
  const isBad = !isGood(row.status);
  const summary = make("summary", {},
    make("time", { text: secondOf(row.at, currentLanguage()), datetime: row.at }),
    make("span", { className: "what" },
      make("strong", { text: name === "requests" ? `${row.method} ${word(`kind_${row.kind}`)}` : row.kind }),
      make("span", { text: [row.who, whereOf(row)].filter(Boolean).join(" → ") })),
    make("span", { className: isBad ? "status is-bad" : "status", text: shownStatus(row.status) }),
    make("span", { className: "facts", text: factsOf(name, row) }));
  const more = make("div", { className: "more" });
  const details = make("details", { "data-call": row.id }, summary, more);
  details.addEventListener("toggle", () => {
    if (details.open && !more.hasChildNodes()) fillIn(name, row, more);
  });
  return make("li", { className: isBad ? "is-bad" : "" }, details);
}

// A chat with the bot bears the name of the person, whom the line may have named already.
function whereOf(row) {
  return row.place && row.place === row.who ? word("personalChat") : row.place;
}

function isGood(status) {
  return Number(status) >= 200 && Number(status) < 300;
}

function shownStatus(status) {
  return word(status) ?? String(status);
}

function factsOf(name, row) {
  const facts = [`${row.milliseconds} ms`];
  if (row.size) facts.push(word("kilobytes", (row.size / 1024).toFixed(1)));
  if (row.attempts.length > 1) facts.push(word("attempts", row.attempts.length));
  if (row.cause) facts.push(word(`cause_${row.cause}`));
  if (row.retry_after) facts.push(word("retryAfter", row.retry_after));
  if (row.again_of) facts.push(word("repeatOf"));
  return facts.join(" · ");
}

async function fillIn(name, row, more) {
  more.replaceChildren(make("p", { className: "hint", text: word("loading") }));
  try {
    const whole = await get(`api/${name}/${row.id}`);
    more.replaceChildren(...parts(name, whole));
  } catch {
    more.replaceChildren(make("p", { className: "hint", text: word("gone") }));
  }
}

function parts(name, whole) {
  const tries = whole.attempts.map((one) => `${shownStatus(one.status)} (${one.milliseconds} ms)`).join(", ");
  const found = [
    make("p", { className: "path", text: name === "requests" ? `${whole.method} ${whole.path}` : tries }),
    jsonBlock(whole.sent, word("sentJson")), jsonBlock(whole.answer, word("answerJson")),
  ];
  return name === "requests" ? found : [againOf(whole), ...found];
}

function againOf(whole) {
  const said = make("span", { role: "status", className: "hint" });
  const again = button(word("again"), async () => {
    again.disabled = true;
    said.textContent = word("busy");
    try {
      const repeated = await post(`api/deliveries/${whole.id}/again`, {});
      said.textContent = word(repeated.is_equal ? "againSame" : "againOther", shownStatus(repeated.status));
    } catch (problem) {
      said.textContent = `${word("failed")} ${problem.message}`;
    }
    again.disabled = false;
  });
  return make("div", { className: "row" }, again, said);
}
