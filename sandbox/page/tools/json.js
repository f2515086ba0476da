// JSON for people to read.

import { make } from "../elements.js";
import { word } from "../words.js";

export function jsonBlock(value, title = "") {
  const isThere = value !== null && value !== undefined;
  const text = isThere ? JSON.stringify(value, null, 2) : word("nothingSent");
  const block = make("pre", { className: "json", tabindex: "0", role: "region", label: title || word("answerJson"), text });
  return title ? make("div", {}, make("h4", { text: title }), block) : block;
}
