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

function sending(method, body) {
  return { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function answerOf(response) {
  if (!response.ok) throw new Refused(`${response.status}: ${reasonIn(await response.text())}`);
  return response.json();
}

function reasonIn(text) {
  try {
    return JSON.parse(text).error ?? text;
  } catch {
    return text;
  }
}
