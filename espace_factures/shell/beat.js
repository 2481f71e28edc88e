// Whether the line lives: a page that somebody is at asks the door, and one that hears nothing says so within 2 seconds.
import { eventLoop } from "$/utils/context-registry";
import { line } from "$/utils/scripts/shell/transports";

const TICK_MS = 250;
const QUIET_MS = 700;
const PATIENCE_MS = 1_000;
const ROUND_TRIPS = 3;
const AT_REST_AFTER_MS = 30_000;
const REST_MS = 10_000;
const LOOK_MS = 1_000;
const LOST_MS = 4_000;
const ACTS = ["pointerdown", "pointermove", "keydown", "focus", "scroll"];

let actedAt = 0;
let heardAt = 0;
let askedAt = 0;
let roundTrip = 0;
let tickedAt = 0;
let lookedAt = 0;
let cutAt = 0;
let isAway = false;
let engine = null;
let tell = () => {};

// Tells `onCut` each time the line is found silent, or heard again.
export const beating = (onCut) => {
  tell = onCut;
  const given = new AbortController();
  const hear = (name, listener) => addEventListener(name, listener, { capture: true, passive: true, signal: given.signal });
  ACTS.forEach((name) => hear(name, () => (actedAt = performance.now())));
  document.addEventListener("visibilitychange", () => (actedAt = performance.now()), { signal: given.signal });
  hear("offline", () => cut(true));
  hear("online", comeBack);
  line.whenOpened = () => {
    listen();
    heard();
  };
  actedAt = performance.now();
  const timer = setInterval(tick, TICK_MS);
  return () => {
    clearInterval(timer);
    given.abort();
  };
};

function comeBack() {
  isAway = true;
  lookedAt = 0;
  if (line.socket) look();
}

function tick() {
  const now = performance.now();
  const wasFrozen = now - tickedAt > 3 * TICK_MS;
  tickedAt = now;
  if (document.hidden || wasFrozen || !line.socket) return;
  listen();
  if (line.socket.wait_connect) look();
  if (!line.socket.connected) return;
  if (askedAt) waitFor(now - askedAt);
  else if (now - heardAt > (now - actedAt > AT_REST_AFTER_MS ? REST_MS : QUIET_MS)) ask(now);
}

function waitFor(elapsed) {
  if (elapsed < Math.max(PATIENCE_MS, ROUND_TRIPS * roundTrip)) return;
  cut(true);
  look();
}

// The door answers by itself (web/socket_door.py): neither the framework nor a state hears of it.
function ask(now) {
  const { transport } = engine;
  if (transport.name === "websocket" && !transport.writable) return;
  askedAt = now;
  if (transport.name === "websocket") transport.send([{ type: "ping" }]);
  else look();
}

function listen() {
  if (engine === line.socket.io.engine) return;
  engine = line.socket.io.engine;
  askedAt = 0;
  heardAt = performance.now();
  engine?.on("packet", heard);
}

function heard() {
  heardAt = performance.now();
  if (askedAt) roundTrip = heardAt - askedAt;
  askedAt = 0;
  cut(false);
}

function cut(isCut) {
  if (line.isCut === isCut) return;
  line.isCut = isCut;
  cutAt = performance.now();
  tell(isCut);
  // What was asked meanwhile leaves now.
  if (!isCut) eventLoop.addEvents([]);
}

// The network may be back while the socket still waits for its own delays: another takes its place.
async function look() {
  const now = performance.now();
  if (now - lookedAt < LOOK_MS) return;
  lookedAt = now;
  try {
    await fetch("/ping", { cache: "no-store", signal: AbortSignal.timeout(LOOK_MS) });
  } catch {
    isAway = true;
    return;
  }
  if (engine?.transport?.name === "polling" && line.socket.connected) heard();
  else if (isAway || (line.socket.connected && now - cutAt > LOST_MS)) setTimeout(renew, TICK_MS, now);
  isAway = false;
}

function renew(since) {
  const { socket } = line;
  if (socket.connected && (heardAt > since || !line.isCut)) return;
  socket.disconnect();
  socket.wait_connect = false;
  socket.reconnect();
}
