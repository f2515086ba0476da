// How the renderer of adaptive cards is to draw here. Colours are custom properties, so that a
// change of theme needs no redraw.

const { AdaptiveCards } = window;

const HUES = ["default", "accent", "good", "warning", "attention", "light", "dark"];
const STYLES = ["default", "emphasis", "accent", "good", "attention", "warning"];
const hosts = new Map();

// One configuration for each level that headings may begin at.
export function hostFor(level) {
  if (!hosts.has(level)) hosts.set(level, new AdaptiveCards.HostConfig(settings(level)));
  return hosts.get(level);
}

function settings(level) {
  return {
    supportsInteractivity: true,
    fontFamily: "inherit",
    fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 25 },
    fontWeights: { lighter: 400, default: 400, bolder: 650 },
    lineHeights: { small: 19, default: 22, medium: 24, large: 28, extraLarge: 32 },
    spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 16 },
    separator: { lineThickness: 1, lineColor: "var(--line)" },
    containerStyles: Object.fromEntries(STYLES.map((name) => [name, containerStyle(name)])),
    imageSizes: { small: 40, medium: 80, large: 160 },
    textBlock: { headingLevel: level },
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
  };
}

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
