// What a page says and does while it cannot reach the server, and what it puts aside before.
import { createElement, Fragment, useEffect, useState } from "react";
import { beating } from "$/utils/scripts/shell/beat";
import { gestures } from "$/utils/scripts/shell/gestures";

const LATE_MS = 15_000;
const RETRY_MS = 2_000;
const TABS = ".ef-tabs-link";
const SHELL = "/sw.js";
const MANIFEST = "__reactRouterManifest";

let wanted = "";

export function Connection({ alive, broken, soon, late, unsure, children }) {
  const [isLate, setLate] = useState(false);
  const [isOff, setOff] = useState(false);
  const [isSilent, setSilent] = useState(false);
  const isUnsure = useLostGesture();
  const isCut = !alive || broken;
  useEffect(() => {
    if (!isCut) return undefined;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isCut]);
  useEffect(() => listen(setOff), []);
  useEffect(() => beating(setSilent), []);
  useEffect(() => (alive ? whenIdle(putAside) : undefined), [alive]);
  const said = (words) => createElement("p", { className: "ef-lost" }, children, createElement("span", {}, words));
  const isLost = isLate || broken || isOff || isSilent;
  return createElement(Fragment, null, isLost && said(isLate ? late : soon), isUnsure && said(unsure));
}

// What was pressed just before the line was lost may have been done or not: said until something is pressed again.
function useLostGesture() {
  const [isUnsure, setUnsure] = useState(false);
  useEffect(() => gestures.hearLost(() => setUnsure(true)), []);
  useEffect(() => {
    if (!isUnsure) return undefined;
    const forget = ({ target }) => target.closest?.("a, button") && setUnsure(false);
    addEventListener("click", forget, true);
    return () => removeEventListener("click", forget, true);
  }, [isUnsure]);
  return isUnsure;
}

// « chunk-perdu »: the router could not bring the page that was asked, and would have lost this one (frontend.py).
function listen(setOff) {
  const note = ({ target }) => {
    wanted = target.closest?.("a[href]")?.href ?? wanted;
  };
  const leave = () => setOff(true);
  const comeBack = () => setOff(false);
  const lost = async () => {
    setOff(true);
    const [from, to] = [location.href, wanted];
    while (!(await isServed())) await new Promise((done) => setTimeout(done, RETRY_MS));
    setOff(false);
    if (location.href === from && wanted === to) location.assign(to || from);
  };
  const heard = { click: note, offline: leave, online: comeBack, "chunk-perdu": lost };
  Object.entries(heard).forEach(([name, hear]) => addEventListener(name, hear, true));
  return () => Object.entries(heard).forEach(([name, hear]) => removeEventListener(name, hear, true));
}

async function isServed() {
  try {
    return (await fetch("/ping", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

function whenIdle(work) {
  if (!import.meta.env.PROD) return undefined;
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, RETRY_MS));
  const cancel = window.cancelIdleCallback ?? clearTimeout;
  const waiting = idle(work);
  return () => cancel(waiting);
}

// The other tabs open without a line; a person who spares theirs asks for nothing in advance.
async function putAside() {
  await inCharge();
  if (navigator.connection?.saveData) return;
  const pages = Object.values(window[MANIFEST]?.routes ?? {});
  const tabs = [...document.querySelectorAll(TABS)].map((tab) => tab.pathname.slice(1));
  const files = pages.filter(({ path }) => tabs.includes(path)).flatMap(({ module, imports }) => [module, ...imports]);
  const known = new Set([...document.querySelectorAll("link[href]")].map((link) => link.getAttribute("href")));
  for (const file of new Set(files)) if (!known.has(file)) prefetch(file);
}

// What is asked before the service worker is in charge does not pass by it, and is not kept.
async function inCharge() {
  const worker = navigator.serviceWorker;
  try {
    await worker?.register(SHELL);
  } catch {
    return;
  }
  if (worker && !worker.controller) {
    await new Promise((done) => worker.addEventListener("controllerchange", done, { once: true }));
  }
}

function prefetch(file) {
  const link = Object.assign(document.createElement("link"), { rel: "prefetch", as: "script", href: file });
  document.head.append(link);
}
