// A line that only paper shows: whose portal, when it was printed, from which address.
import { createElement, useEffect, useState } from "react";

const WHEN = { dateStyle: "long", timeStyle: "short", timeZone: "Pacific/Noumea" };

export function PrintHead() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const say = () => setSaid(`imprimé le ${new Date().toLocaleString("fr", WHEN)} · ${location.href}`);
    const paper = matchMedia("print");
    const turn = () => paper.matches && say();
    addEventListener("beforeprint", say);
    paper.addEventListener("change", turn);
    say();
    return () => {
      removeEventListener("beforeprint", say);
      paper.removeEventListener("change", turn);
    };
  }, []);
  return createElement("p", { className: "ef-print-head", "aria-hidden": "true" }, "Province Sud · Espace Factures", said && ` · ${said}`);
}
