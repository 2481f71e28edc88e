// The page asks for a websocket, and for polling where a network refuses it, keeps it silent or cuts it at once.

const PATIENCE_MS = 8000;
const BRIEF_MS = 10_000;

const transports = ["websocket", "polling"];
let openedAt = 0;

export const line = {
  transports,
  options: { transports, tryAllTransports: true, timeout: PATIENCE_MS },
  opened() {
    openedAt = Date.now();
  },
  // Of a transport that stayed silent the other is tried first, and of one that was cut as soon as it was open.
  failed(error) {
    if (error.message === "timeout") transports.reverse();
  },
  closed(reason) {
    if (reason.startsWith("transport") && Date.now() - openedAt < BRIEF_MS) transports.reverse();
  },
};
