// The service worker of the shell: what every page shares is at hand, and a page that cannot come says so. Nothing of
// a person is ever kept: only files whose name holds their content, the letters, and the page of those offline.
const SHELL = "coque-VERSION";
const OFFLINE = "/hors-connexion/";
const SHARED = /^\/(assets|fonts)\//;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((shell) => shell.add(new Request(OFFLINE, { credentials: "omit" }))));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (request.method === "GET" && SHARED.test(url.pathname)) event.respondWith(shared(request));
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    // What was sent and lost is not sent again: the person is led back to where they were.
    if (event.request.method !== "GET") return Response.redirect(event.request.referrer || "/", 303);
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function shared(request) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  const isForAll = answer.ok && (answer.headers.get("cache-control") ?? "").startsWith("public");
  if (isForAll) await shell.put(request, answer.clone());
  return answer;
}
