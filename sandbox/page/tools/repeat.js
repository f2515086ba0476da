// Delivers the next press of this window several times at once, and compares the answers.

import { button, field, make, select } from "../elements.js";
import { word } from "../words.js";
import { jsonBlock } from "./json.js";

const TIMES = [2, 3, 4, 6, 10];
const USUAL = 4;

let wanted = USUAL;
let isArmed = false;
let answers = [];
let redraw = () => undefined;

// How often the press that is being made is to be delivered. It counts for one press only.
export function timesOfPress() {
  const times = isArmed ? wanted : 1;
  isArmed = false;
  if (times > 1) redraw();
  return times;
}

// Keeps the answers for the panel; returns what is to be said about them, if anything.
export function tellAnswers(seen) {
  if (!seen.answers) return "";
  answers = seen.answers;
  redraw();
  const kinds = new Set(answers.map(fingerprint)).size;
  return word("repeated", answers.length, kinds);
}

export function drawRepeat(section) {
  redraw = () => drawRepeat(section);
  const times = select(TIMES.map((number) => [number, String(number)]), { id: "repeat-times" });
  times.value = String(wanted);
  times.addEventListener("change", () => {
    wanted = Number(times.value);
    draw();
  });
  const arm = button("", () => {
    isArmed = !isArmed;
    draw();
  });
  const draw = () => {
    arm.textContent = isArmed ? word("armed", wanted) : word("arm");
    arm.setAttribute("aria-pressed", String(isArmed));
  };
  draw();
  section.replaceChildren(
    make("h3", { text: word("repeatTitle") }),
    make("p", { className: "hint", text: word("repeatHint") }),
    make("div", { className: "row at-foot" }, field(word("repeatTimes"), times), arm),
    make("h4", { text: word("answersTitle") }),
    answers.length ? make("ul", { className: "entries" }, ...answers.map(answerRow))
      : make("p", { className: "hint", text: word("noAnswers") }),
  );
}

function answerRow(answer, place) {
  const isLikeFirst = fingerprint(answer) === fingerprint(answers[0]);
  const line = word("answerLine", place + 1, answer.status || word("timeout"), answer.milliseconds);
  const kind = word(isLikeFirst ? "likeFirst" : "unlikeFirst");
  const summary = make("summary", {}, make("span", { text: line }));
  if (place > 0) summary.append(make("span", { className: isLikeFirst ? "tag" : "tag is-bad", text: kind }));
  return make("li", {}, make("details", {}, summary, jsonBlock(answer.body)));
}

function fingerprint({ status, body }) {
  return JSON.stringify([status, body]);
}
