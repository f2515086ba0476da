// The list of channels and chats, with what is unread in them.

import { post } from "./api.js";
import { looked } from "./app.js";
import { confirmed } from "./confirm.js";
import { byId, make } from "./elements.js";
import { icon } from "./icons.js";
import { mayManage, state } from "./state.js";
import { word } from "./words.js";

export function preparePlaces() {
  byId("install").addEventListener("click", install);
  byId("about-app").addEventListener("click", () => looked(state.app, false));
}

export function drawPlaces(onGo) {
  const rows = (kind) => state.places.filter((place) => place.kind === kind).map((place) => row(place, onGo));
  byId("channels").replaceChildren(...rows("channel"));
  byId("chats").replaceChildren(...rows("personal"));
  byId("no-chat").hidden = !state.person.is_external;
  byId("team-name").textContent = state.office.team.name;
  byId("new-channel").hidden = !mayManage();
  drawInstall();
}

// The same row as before, as far as somebody with the focus on it can tell.
export function keepingFocus(draw) {
  const at = document.activeElement?.closest("[data-place]")?.dataset.place;
  draw();
  if (at && document.activeElement === document.body) {
    byId("places").querySelector(`[data-place="${CSS.escape(at)}"]`)?.focus();
  }
}

function drawInstall() {
  const isInTeam = state.office.bot.is_in_team;
  byId("install").textContent = word(isInTeam ? "uninstall" : "install");
  byId("install").className = isInTeam ? "plain" : "main";
  byId("install").hidden = isInTeam && !mayManage();
  byId("about-app").hidden = !state.app;
  byId("about-app").textContent = state.app ? word("aboutApp", state.app.name) : "";
}

function row(place, onGo) {
  const isHere = place.id === state.place.id;
  const element = make("button", { type: "button", "data-place": place.id, onClick: () => onGo(place) });
  const mark = make("span", { className: "mark", "aria-hidden": "true" }, icon(place.channel_kind ?? "chat"));
  element.append(mark, make("span", { className: "name", text: place.name }));
  if (place.channel_kind && place.channel_kind !== "standard") {
    element.append(make("span", { className: "hidden", text: `, ${word(place.channel_kind)}` }));
  }
  if (isHere) element.setAttribute("aria-current", "page");
  if (place.unread && !isHere) {
    element.classList.add("is-unread");
    element.append(badge(place.unread));
  }
  return make("li", {}, element);
}

function badge(number) {
  const shown = make("span", { text: number > 99 ? "99+" : String(number) });
  return make("span", { className: "badge" }, shown, make("span", { className: "hidden", text: ` ${word("unread")}` }));
}

async function install() {
  const isInTeam = state.office.bot.is_in_team;
  const path = isInTeam ? "api/uninstall" : "api/install";
  const questions = ["askUninstall", "uninstallMeans", "uninstallNow"].map((key) => word(key));
  if (isInTeam && !(await confirmed(...questions))) return;
  if (!isInTeam && state.app && !(await looked(state.app, true))) return;
  byId("install").disabled = true;
  await post(path, { team: true, by: state.person.oid }).finally(() => {
    byId("install").disabled = false;
  });
}
