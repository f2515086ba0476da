// Small line drawings for buttons and marks. They are hidden from screen readers: words say it.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  bell: "M5 15h10M6 15V9a4 4 0 0 1 8 0v6M9 17.5h2",
  talks: "M3 4h10v7H8l-3 3v-3H3zM15 8h2v7h-1.5v2.5L13 15H9",
  tools: "M3.5 6h7M13.5 6h3M3.5 10h3M9.5 10h7M3.5 14h8M14.5 14h2M12 4.2v3.6M8 8.2v3.6M13 12.2v3.6",
  keys: "M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M5.5 11.5h.01M8 11.5h4M14.5 11.5h.01",
  standard: "M8 3.5 6.5 16.5M13.5 3.5 12 16.5M4 7.5h12.5M3.5 12.5H16",
  private: "M5 9h10v7H5zM7 9V7a3 3 0 0 1 6 0v2",
  shared: "M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2l1.1-1.1",
  chat: "M3.5 4.5h13v9H9l-3.5 3v-3h-2z",
  people: "M7.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2.5 16c0-3 2-4.5 5-4.5s5 1.5 5 4.5M13 4.3a2.4 2.4 0 0 1 0 4.5M14.5 11.8c2 .5 3 2 3 4.2",
  window: "M4 6.5h8v8H4zM7 6.5v-3h9.5v8.5H12",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5 5 15",
  edit: "M4 16l.8-3.2L13 4.6l2.4 2.4-8.2 8.2zM11.5 6.1l2.4 2.4",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.8 1.8",
  send: "M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11",
  commands: "M4 5.5h12M4 10h12M4 14.5h8",
  reply: "M8 5 3.5 9.5 8 14M4 9.5h7c3.5 0 5.5 2 5.5 5.5",
  chevron: "M6 8l4 4 4-4",
};

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
