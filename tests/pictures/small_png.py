"""Makes a screenshot small: at most 256 colours, packed as tightly as zlib can.

The browser counts and chooses the colours, because it does so within a moment.
"""

import base64
import struct
import zlib

from playwright.sync_api import Browser

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE_KIND = 3
"""PNG's code for pictures whose pixels are numbers of colours."""

# Colours that look alike are put together, and of a group the most frequent stands for all. Into
# the palette come the frequent ones, then, one by one, those that it would falsify most: a small
# red badge must stay red. Every pixel takes the nearest.
CHOOSE = """async (source) => {
  const image = new Image();
  image.src = "data:image/png;base64," + source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  const colourOf = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    counts.set(colourOf(at), (counts.get(colourOf(at)) ?? 0) + 1);
  }
  const groups = new Map();
  for (const [colour, count] of counts) {
    const group = groups.get(colour & 0xfcfcfc) ?? { sum: 0, most: 0, colour };
    group.sum += count;
    if (count > group.most) [group.most, group.colour] = [count, colour];
    groups.set(colour & 0xfcfcfc, group);
  }
  const parts = ({ colour }) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (one, other) => one.reduce((sum, a, part) => sum + (a - other[part]) ** 2, 0);
  const ordered = [...groups.values()].sort((one, other) => other.sum - one.sum);
  const palette = ordered.slice(0, 128).map(parts);
  const rest = ordered.slice(128).map((group) => ({
    rgb: parts(group),
    sum: group.sum,
    away: Math.min(...palette.map((one) => distance(one, parts(group)))),
  }));
  while (palette.length < 256 && rest.some(({ away }) => away)) {
    const worst = rest.reduce((a, b) => (b.away * b.sum > a.away * a.sum ? b : a));
    palette.push(worst.rgb);
    for (const one of rest) one.away = Math.min(one.away, distance(one.rgb, worst.rgb));
  }
  const nearest = new Map();
  const find = (at) => {
    let [best, least] = [0, Infinity];
    const wanted = [data[at], data[at + 1], data[at + 2]];
    palette.forEach((colour, number) => {
      const away = distance(colour, wanted);
      if (away < least) [best, least] = [number, away];
    });
    return best;
  };
  const pixels = new Uint8Array(data.length / 4);
  for (let at = 0; at < data.length; at += 4) {
    const key = colourOf(at);
    if (!nearest.has(key)) nearest.set(key, find(at));
    pixels[at / 4] = nearest.get(key);
  }
  const pieces = [];
  for (let at = 0; at < pixels.length; at += 8192) {
    pieces.push(String.fromCharCode(...pixels.subarray(at, at + 8192)));
  }
  return { width: image.width, height: image.height, palette, pixels: btoa(pieces.join("")) };
}"""


def small_png(screenshot: bytes, browser: Browser) -> bytes:
    """Return the picture with at most 256 colours."""
    page = browser.new_page()
    found = page.evaluate(CHOOSE, base64.b64encode(screenshot).decode())
    page.close()
    width, height, pixels = found["width"], found["height"], base64.b64decode(found["pixels"])
    rows = (pixels[begin : begin + width] for begin in range(0, len(pixels), width))
    header = struct.pack(">IIBBBBB", width, height, 8, PALETTE_KIND, 0, 0, 0)
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", bytes(part for colour in found["palette"] for part in colour)),
            _chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
