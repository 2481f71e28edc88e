// The page asks for a websocket, and for polling where a network refuses it, keeps it silent or cuts it at once.

const PATIENCE_MS = 8000;
const BRIEF_MS = 10_000;
const PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1_000;
const UNSEEN_PAUSE_MS = 10_000;

const transports = ["websocket", "polling"];
let openedAt = 0;

export const line = {
  transports,
  options: { transports, tryAllTransports: true, timeout: PATIENCE_MS },
  socket: null,
  // Known to be silent (shell/beat.js): what is asked waits in the queue.
  isCut: false,
  whenOpened: () => {},
  opened(socket) {
    line.socket = socket;
    openedAt = Date.now();
    line.whenOpened();
  },
  // Of a transport that stayed silent the other is tried first, and of one that was cut as soon as it was open.
  failed(error) {
    if (error.message === "timeout") transports.reverse();
  },
  closed(reason) {
    if (reason.startsWith("transport") && Date.now() - openedAt < BRIEF_MS) transports.reverse();
  },
  // Until the next try: short where somebody waits, and never at the same moment for everybody.
  pause(failures) {
    if (document.hidden) return UNSEEN_PAUSE_MS;
    return Math.min(PAUSE_MS * failures, LONGEST_PAUSE_MS) * (0.8 + 0.4 * Math.random());
  },
};
