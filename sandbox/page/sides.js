// What stands at the side: the list of conversations or the activity. On narrow screens it is a
// drawer that opens over the conversation and closes again.

import { byId } from "./elements.js";

const SIDES = { places: "menu", activity: "activity-button" };
const narrow = matchMedia("(max-width: 760px)");
let shown = "places";
let isDrawerOpen = false;
let tell = () => undefined;

// `onShown` is called whenever something else stands there.
export function prepareSides(onShown) {
  tell = onShown;
  byId("menu").addEventListener("click", () => toggle("places"));
  byId("activity-button").addEventListener("click", () => toggle("activity"));
  byId("activity-close").addEventListener("click", () => leave());
  narrow.addEventListener("change", draw);
  document.addEventListener("keydown", (event) => {
    const isSide = event.target.closest?.(".side");
    if (event.key === "Escape" && (isDrawerOpen || (isSide && shown === "activity"))) leave();
  });
  document.addEventListener("pointerdown", (event) => {
    if (isDrawerOpen && !event.target.closest(".side, .rail")) {
      isDrawerOpen = false;
      draw();
    }
  });
  draw();
}

export function showSide(name, { isDrawer }) {
  shown = name;
  isDrawerOpen = narrow.matches && isDrawer;
  draw();
}

export function areActivitiesOpen() {
  return shown === "activity" && !narrow.matches;
}

function toggle(name) {
  const isShown = shown === name && (isDrawerOpen || !narrow.matches);
  if (isShown && narrow.matches) {
    leave();
    return;
  }
  // On wide screens the list of conversations is what is left when the activity is closed.
  showSide(isShown && name === "activity" ? "places" : name, { isDrawer: true });
  if (shown === "activity") byId("activity-title").focus();
  else if (narrow.matches) (byId("places").querySelector("[aria-current]") ?? byId("places")).focus();
}

function leave() {
  const opener = byId(SIDES[shown]);
  showSide("places", { isDrawer: false });
  opener.focus();
}

function draw() {
  document.body.classList.toggle("has-drawer", isDrawerOpen);
  for (const [name, opener] of Object.entries(SIDES)) {
    const isShown = shown === name && (isDrawerOpen || !narrow.matches);
    byId(name).hidden = !isShown;
    byId(opener).setAttribute("aria-expanded", String(isShown));
  }
  tell();
}
