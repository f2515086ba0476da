// Something that a button opens beside itself. Escape and a click elsewhere close it.

// `onOpen` is called before it is seen, and returns what gets the focus.
export function prepareFlyout(opener, panel, onOpen) {
  const show = (isOpen, { isQuiet = false } = {}) => {
    if (panel.hidden === !isOpen) return;
    const first = isOpen ? onOpen?.() : null;
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) first?.focus();
    else if (!isQuiet) opener.focus();
  };
  opener.addEventListener("click", () => show(panel.hidden));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    show(false);
  });
  document.addEventListener("pointerdown", (event) => {
    const isInside = panel.contains(event.target) || opener.contains(event.target);
    if (!isInside) show(false, { isQuiet: true });
  });
  return show;
}
