// Renders adaptive cards. Colours are custom properties, so that a change of theme needs no redraw.

const { AdaptiveCards } = window;

const HUES = ["default", "accent", "good", "warning", "attention", "light", "dark"];

function foreground() {
  const pairs = HUES.map((hue) => [hue, {
    default: `var(--card-${hue})`,
    subtle: hue === "default" ? "var(--card-subtle)" : `var(--card-${hue})`,
  }]);
  return Object.fromEntries(pairs);
}

function containerStyle(name) {
  return {
    backgroundColor: `var(--card-ground-${name})`,
    borderColor: "var(--line)",
    foregroundColors: foreground(),
  };
}

const STYLES = ["default", "emphasis", "accent", "good", "attention", "warning"];

const HOST = new AdaptiveCards.HostConfig({
  supportsInteractivity: true,
  fontFamily: "inherit",
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 25 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  lineHeights: { small: 19, default: 22, medium: 24, large: 28, extraLarge: 32 },
  spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: Object.fromEntries(STYLES.map((name) => [name, containerStyle(name)])),
  imageSizes: { small: 40, medium: 80, large: 160 },
  actions: {
    maxActions: 12,
    spacing: "medium",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    preExpandSingleShowCardAction: false,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 200 },
    value: { wrap: true },
    spacing: 16,
  },
  inputs: {
    label: {
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
      inputSpacing: "small",
    },
    errorMessage: { color: "attention", weight: "bolder", spacing: "small" },
  },
});

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

// `onPress(place, inputs, action)` is called for what goes to the bot.
export function renderCard(card, onPress) {
  const rendered = new AdaptiveCards.AdaptiveCard();
  rendered.hostConfig = HOST;
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
  const element = rendered.render() ?? document.createElement("div");
  element.classList.add("card");
  if (card.msteams?.width === "Full") element.classList.add("is-full");
  return element;
}

// Whether colleagues are to be offered: the card opens a dialog and carries the office's word.
export function asksEverybody(card, wanted) {
  const text = JSON.stringify(card);
  return text.includes('"task/fetch"') && text.includes(`"${wanted}"`);
}
