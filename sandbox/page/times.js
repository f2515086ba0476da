// Times as the office sees them, whatever zone the browser is in.

const ZONE = "Europe/Berlin";

function format(language, style) {
  return new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", { timeZone: ZONE, ...style });
}

export function shownTime(moment, language) {
  return format(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));
}

export function hourOf(moment, language) {
  return format(language, { timeStyle: "short" }).format(new Date(moment));
}

export function secondOf(moment, language) {
  return format(language, { timeStyle: "medium" }).format(new Date(moment));
}

export function dayOf(moment, language) {
  return format(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(moment));
}

export function shortDay(moment, language) {
  return format(language, { day: "numeric", month: "short" }).format(new Date(moment));
}

// A wall time in the office's zone, as a date-time input holds it: Sweden writes it so.
export function wallTime(date) {
  const style = { dateStyle: "short", timeStyle: "short", timeZone: ZONE };
  return new Intl.DateTimeFormat("sv-SE", style).format(date).replace(" ", "T");
}

// The moment at which the office's wall clock shows this time.
export function fromWallTime(text) {
  let guess = new Date(`${text}Z`);
  for (let step = 0; step < 2; step += 1) {
    const difference = new Date(`${text}Z`) - new Date(`${wallTime(guess)}Z`);
    guess = new Date(guess.getTime() + difference);
  }
  return guess;
}
