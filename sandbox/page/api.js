// The control API of the sandbox.

export class Refused extends Error {}

export async function get(path) {
  return answerOf(await fetch(path));
}

export async function post(path, body) {
  return answerOf(await fetch(path, sending("POST", body)));
}

export async function remove(path) {
  return answerOf(await fetch(path, sending("DELETE", {})));
}

// Calls back for every change in the sandbox, and once after each reconnection.
export function listen(onEvent) {
  const source = new EventSource("api/events");
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onopen = () => onEvent({ kind: "office" });
}

function sending(method, body) {
  return { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function answerOf(response) {
  if (!response.ok) {
    throw new Refused(`${response.status}: ${await response.text()}`);
  }
  return response.json();
}
