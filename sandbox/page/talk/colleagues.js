// The bar below a card that everybody is to answer: invented colleagues do it, as many as wanted.

import { get, post } from "../api.js";
import { button, make } from "../elements.js";
import { word } from "../words.js";

const USUAL_COUNT = 30;

export function colleaguesOf(message, person) {
  const field = make("input", { type: "number", min: 1, value: USUAL_COUNT });
  const status = make("span", { role: "status" });
  const ask = button(word("colleagues"), () => letAnswer(message, person, { field, status, ask }));
  // A number somebody has typed is theirs; what the sandbox says later must not replace it.
  field.addEventListener("input", () => field.setAttribute("data-typed", ""));
  const label = make("label", {}, make("span", { text: word("colleagueCount") }), field);
  const about = new URLSearchParams({ message: message.id, except: person.oid });
  get(`api/colleagues?${about}`).then((counts) => offer(field, counts)).catch(() => undefined);
  return make("div", { className: "colleagues" }, label, ask, status);
}

function offer(field, { left, members }) {
  field.max = String(Math.max(1, members));
  if (!field.hasAttribute("data-typed")) field.value = String(Math.max(1, Math.min(USUAL_COUNT, left)));
}

async function letAnswer(message, person, { field, status, ask }) {
  if (!field.reportValidity()) return;
  ask.disabled = true;
  status.textContent = word("colleaguesBusy");
  try {
    const seed = Number(message.id) % 1000;
    const body = { message: message.id, count: Number(field.value) || 1, seed, except: [person.oid] };
    const report = await post("api/colleagues", body);
    status.textContent = outcomeOf(report);
    field.removeAttribute("data-typed");
    offer(field, report);
  } catch (problem) {
    status.textContent = `${word("failed")} ${problem.message}`;
  }
  ask.disabled = false;
}

function outcomeOf({ done, failed, members, reports }) {
  if (reports.length === 0) return word(members ? "nobodyLeft" : "nobodyHere");
  const reason = reports.find((report) => !report.done)?.reason ?? "";
  return [word("colleaguesDone", done, failed), reason].join(" ").trim();
}
