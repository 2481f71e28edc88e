// What a page holds of one item is never shown under the address of another, nor before it was asked again.
import { createElement, useState } from "react";
import { useLocation } from "react-router";

export function Current({ of, loads, words, children }) {
  const { search } = useLocation();
  const [born] = useState(loads);
  const asked = new URLSearchParams(search).get("ref") ?? "";
  const isIts = of === "" || asked === "" || of === asked;
  const isFresh = born === 0 || loads !== born;
  if (isIts && isFresh) return children;
  return createElement("span", { className: "ef-not-yet" }, words);
}
