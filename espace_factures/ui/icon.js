// An outline of Lucide in a box of 24 by 24; the build writes outlines.js beside this file (ui/outlines.py).
import { createElement } from "react";
import { OUTLINES } from "./outlines.js";

export function Icon({ outline, large }) {
  return createElement(
    "svg",
    {
      viewBox: "0 0 24 24",
      className: large ? "ef-ico ef-ico-large" : "ef-ico",
      "aria-hidden": "true",
      focusable: "false",
    },
    ...OUTLINES[outline].map(([tag, attributes]) => createElement(tag, attributes)),
  );
}
