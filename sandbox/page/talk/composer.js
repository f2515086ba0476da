// The field below a conversation, with the commands that the app offers there.

import { drawCommands, openCommands, prepareCommands } from "../app.js";
import { byId } from "../elements.js";
import { icon } from "../icons.js";
import { state } from "../state.js";
import { word } from "../words.js";
import { wireWriter } from "./writer.js";

const text = byId("text");
let writer = null;

export function prepareComposer() {
  prepareCommands();
  byId("commands-open").prepend(icon("commands"));
  byId("send").prepend(icon("send"));
  const parts = { form: byId("composer"), text, mention: byId("mention"), status: byId("composer-status") };
  writer = wireWriter(parts, { onMention: drawMenu });
  text.addEventListener("keydown", (event) => {
    const isWanted = event.key === "/" && !text.value && !byId("commands-open").hidden;
    if (!isWanted) return;
    event.preventDefault();
    openCommands();
  });
}

export function drawComposer() {
  const isChannel = state.place.kind === "channel";
  text.placeholder = word("writeTo", isChannel ? state.place.name : state.office.bot.name);
  writer.draw();
}

function drawMenu(isHeard) {
  const hasCommands = drawCommands(state.app, state.place.kind === "channel", (title) => writer.write(title));
  byId("commands-open").hidden = !hasCommands || !isHeard;
}
