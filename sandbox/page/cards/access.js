// Mends what the npm renderer leaves out for people who do not see, point or hear. Teams has a
// client of its own, which does these things in its way; a card must not need them to be sound.

const { AdaptiveCards } = window;

const HEADING_PIXELS = 20;
let count = 0;

AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;

// Calls back with the number of wrong entries whenever an action is tried.
export function beforeRendering(card, onInvalid) {
  for (const action of card.getAllActions()) {
    const validate = action.internalValidateInputs;
    action.internalValidateInputs = function internalValidateInputs(inputs) {
      const wrong = validate.call(this, inputs);
      onInvalid(wrong.length);
      // With the focus alone the question above the first choice could stay out of sight.
      requestAnimationFrame(() => wrong[0]?.renderedElement?.scrollIntoView({ block: "nearest" }));
      return wrong;
    };
  }
}

export function afterRendering(card, element, level) {
  count += 1;
  const unique = `card-${count}`;
  for (const input of card.getAllInputs()) {
    describe(input, unique);
    followMistakes(input);
  }
  for (const action of card.getAllActions()) tellWhatIsOpen(card, action);
  levelHeadings(element, level);
  makeIdsUnique(element, unique);
  for (const pressed of element.querySelectorAll("button[title]")) {
    // The same words twice are read out twice.
    if (pressed.title === pressed.textContent) pressed.removeAttribute("title");
  }
}

// A set of choices is a group with a name; each choice is named by its own label alone.
function describe(input, unique) {
  const control = input.renderedInputControlElement;
  const label = labelOf(input);
  const boxes = choiceBoxes(input);
  if (boxes.length === 0) {
    if (input.isRequired) controlOf(input).setAttribute("aria-required", "true");
    return;
  }
  const isRadio = boxes[0].type === "radio";
  control.setAttribute("role", isRadio ? "radiogroup" : "group");
  if (label) {
    control.setAttribute("aria-labelledby", label.id);
    label.removeAttribute("for");
  }
  if (input.isRequired && isRadio) control.setAttribute("aria-required", "true");
  for (const box of boxes) {
    // Two cards on one page may ask under the same id; their choices are not one group.
    box.name = `${unique}-${input.id}`;
    for (const name of ["aria-label", "aria-labelledby", "aria-required"]) box.removeAttribute(name);
  }
}

function labelOf(input) {
  return input.renderedElement?.querySelector(":scope > label, :scope > .ac-richTextBlock") ?? null;
}

// What stands beside the box of a toggle.
function titleOf(input) {
  if (!(input instanceof AdaptiveCards.ToggleInput)) return null;
  return input.renderedInputControlElement.querySelector("label");
}

function choiceBoxes(input) {
  if (!(input instanceof AdaptiveCards.ChoiceSetInput)) return [];
  return [...input.renderedInputControlElement.querySelectorAll("input[type=radio], input[type=checkbox]")];
}

// What has the focus when the entry is wrong.
function controlOf(input) {
  const control = input.renderedInputControlElement;
  return control.matches("input, select, textarea") ? control : control.querySelector("input, select, textarea") ?? control;
}

// The renderer adds the mistake to the name and takes it away with the next entry. It belongs to
// the description, and the entry itself has to say that it is wrong.
function followMistakes(input) {
  const element = input.renderedElement;
  const group = choiceBoxes(input).length ? input.renderedInputControlElement : controlOf(input);
  const follow = () => {
    const mistake = input._renderedErrorMessageElement;
    // The names that the renderer has just written anew, with the mistake among them, go again.
    for (const box of choiceBoxes(input)) box.removeAttribute("aria-labelledby");
    const names = [labelOf(input), titleOf(input)].filter(Boolean).map((one) => one.id);
    if (names.length && !choiceBoxes(input).length) group.setAttribute("aria-labelledby", names.join(" "));
    toggleAttribute(group, "aria-describedby", mistake?.id);
    toggleAttribute(group, "aria-invalid", mistake && "true");
    const focused = controlOf(input);
    if (focused !== group) toggleAttribute(focused, "aria-describedby", mistake?.id);
  };
  follow();
  new MutationObserver(follow).observe(element, { childList: true });
}

function toggleAttribute(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

// A button that shows and hides something says which of both it is. The renderer says it of what is
// shown, where no screen reader looks for it.
function tellWhatIsOpen(card, action) {
  if (!(action instanceof AdaptiveCards.ToggleVisibilityAction) || !action.renderedElement) return;
  const targets = Object.keys(action.targetElements).map((id) => card.getElementById(id)).filter(Boolean);
  const tell = () => {
    for (const target of targets) target.renderedElement?.removeAttribute("aria-expanded");
    action.renderedElement.setAttribute("aria-expanded", String(targets.some((target) => target.isVisible)));
  };
  tell();
  action.renderedElement.addEventListener("click", () => queueMicrotask(tell));
}

// Larger headings stand above smaller ones; the renderer gives all of them one level.
function levelHeadings(element, level) {
  const headings = [...element.querySelectorAll("[role=heading]")];
  const hasLarge = headings.some(isLarge);
  let isBelow = false;
  for (const heading of headings) {
    if (isLarge(heading)) isBelow = true;
    const own = !isLarge(heading) && hasLarge && isBelow ? level + 1 : level;
    heading.setAttribute("aria-level", String(own));
  }
}

function isLarge(heading) {
  return parseFloat(heading.style.fontSize) >= HEADING_PIXELS;
}

// Cards name their elements as they like; in one document every name may stand once.
function makeIdsUnique(element, unique) {
  const changed = new Map();
  for (const one of element.querySelectorAll("[id]")) {
    if (one.id.startsWith("__ac-")) continue;
    changed.set(one.id, `${unique}-${one.id}`);
    one.id = changed.get(one.id);
  }
  for (const name of ["for", "aria-controls", "aria-labelledby", "aria-describedby"]) {
    for (const one of element.querySelectorAll(`[${name}]`)) {
      const ids = one.getAttribute(name).split(" ").map((id) => changed.get(id) ?? id);
      one.setAttribute(name, ids.join(" "));
    }
  }
}
