// The line on which the sandbox tells this window what has changed. It counts as a device of the
// person who acts here, and is opened anew when somebody else does or when it breaks.

const AGAIN_MS = 1000;

let socket = null;
let wanted = "";

// Calls back for every change, and with `{ kind: "office" }` whenever the line was opened anew.
export function listenAs(oid, onEvent) {
  if (oid === wanted) return;
  wanted = oid;
  socket?.close();
  connect(oid, onEvent);
}

function connect(oid, onEvent) {
  const address = new URL(`api/live?person=${oid}`, location.href);
  address.protocol = "ws:";
  address.hash = "";
  const line = new WebSocket(address);
  socket = line;
  line.onmessage = (message) => onEvent(JSON.parse(message.data));
  line.onopen = () => onEvent({ kind: "office" });
  line.onclose = () => {
    if (socket === line) setTimeout(() => connect(wanted, onEvent), AGAIN_MS);
  };
}
