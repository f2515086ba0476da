// Renders adaptive cards, and reads what was filled in.

import { afterRendering, beforeRendering } from "./access.js";
import { hostFor } from "./host.js";

const { AdaptiveCards } = window;

// The page shows text as it is written, as the accessible lowest common denominator.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text;
  result.didProcess = false;
};

// The renderer takes an empty number for a wrong one, even where none is asked for.
const isNumberValid = AdaptiveCards.NumberInput.prototype.isValid;
AdaptiveCards.NumberInput.prototype.isValid = function isValid() {
  return isEmpty(this.value) ? !this.isRequired : isNumberValid.call(this);
};

function isEmpty(value) {
  return value === undefined || value === null || value === "" || Number.isNaN(value);
}

const MARK = "sandbox-action-";

// Gives every action an id that says its place, counted as the control API counts.
function withPlaces(card) {
  const copy = structuredClone(card);
  let place = 0;
  const walk = (node) => {
    if (Array.isArray(node)) {
      node.forEach(walk);
      return;
    }
    if (node === null || typeof node !== "object") return;
    if (typeof node.type === "string" && node.type.startsWith("Action.")) {
      node.id = MARK + place;
      place += 1;
    }
    for (const [name, value] of Object.entries(node)) {
      if (name !== "data" && name !== "fallback") walk(value);
    }
  };
  walk([copy.body, copy.actions, copy.selectAction]);
  return copy;
}

function valuesOf(rendered) {
  const pairs = rendered.getAllInputs().map((input) => [input.id, isEmpty(input.value) ? "" : input.value]);
  return Object.fromEntries(pairs);
}

// `level` is the level of the card's first headings. `onPress(place, inputs, action)` is called for
// what goes to the bot, `onInvalid(count)` with every attempt, also with 0.
export function renderCard(card, level, onPress, onInvalid = () => undefined) {
  const rendered = new AdaptiveCards.AdaptiveCard();
  rendered.hostConfig = hostFor(level);
  rendered.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      window.open(action.url, "_blank", "noopener");
      return;
    }
    // The renderer has unfolded already what this unfolds; the bot is not asked.
    if (action instanceof AdaptiveCards.ToggleVisibilityAction) return;
    const place = Number(String(action.id).slice(MARK.length));
    const inputs = action.associatedInputs === "none" ? {} : valuesOf(rendered);
    onPress(place, inputs, action);
  };
  rendered.parse(withPlaces(card));
  beforeRendering(rendered, onInvalid);
  const element = rendered.render() ?? document.createElement("div");
  element.classList.add("card");
  if (card.msteams?.width === "Full") element.classList.add("is-full");
  if (card.lang) element.lang = card.lang;
  afterRendering(rendered, element, level);
  return element;
}

// Whether colleagues are to be offered: the card opens a dialog and carries the office's word.
export function asksEverybody(card, wanted) {
  const text = JSON.stringify(card);
  return text.includes('"task/fetch"') && text.includes(`"${wanted}"`);
}
