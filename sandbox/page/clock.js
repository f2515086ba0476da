// The office's clock in the top bar, and the panel that moves it.

import { get, post } from "./api.js";
import { button, byId } from "./elements.js";
import { prepareFlyout } from "./flyout.js";
import { icon } from "./icons.js";
import { fromWallTime, shownTime, wallTime } from "./times.js";
import { currentLanguage, word } from "./words.js";

const WAIT_SECONDS = 120;
const STEPS = [["day", 1], ["week", 7], ["month", 30]];

const toggle = byId("clock-button");
const panel = byId("clock-panel");
const field = byId("clock-to");
const status = byId("clock-status");
let offset = 0;

export let openClock = null;

export function prepareClock() {
  toggle.prepend(icon("clock"));
  openClock = prepareFlyout(toggle, panel, () => {
    status.textContent = "";
    field.value = wallTime(new Date(Date.now() + offset));
    return field;
  });
  byId("clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    move({ to: fromWallTime(field.value).toISOString() });
  });
  setInterval(drawClock, 10_000);
}

export function drawClockWords() {
  const buttons = STEPS.map(([name, days]) => button(word(name), () => move({ by_days: days })));
  byId("clock-quick").replaceChildren(...buttons);
  drawClock();
}

export async function refreshClock() {
  const clock = await get("api/clock");
  offset = new Date(clock.now) - Date.now();
  drawClock();
}

function drawClock() {
  const now = new Date(Date.now() + offset);
  byId("clock-shown").textContent = shownTime(now, currentLanguage());
}

async function move(where) {
  setBusy(true);
  status.textContent = word("clockBusy");
  try {
    const clock = await post("api/clock", { ...where, wait: WAIT_SECONDS });
    offset = new Date(clock.now) - Date.now();
    field.value = wallTime(new Date(clock.now));
    status.textContent = word(clock.is_settled ? "clockDone" : "clockAlone");
  } catch (problem) {
    status.textContent = `${word("failed")} ${problem.message}`;
  }
  setBusy(false);
  drawClock();
}

function setBusy(isBusy) {
  byId("clock-progress").hidden = !isBusy;
  for (const element of panel.querySelectorAll("button, input")) element.disabled = isBusy;
}
