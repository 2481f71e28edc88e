// What paper needs: a line that it alone shows (printed when, from where), and the pictures not yet on the screen.
import { createElement, useEffect, useState } from "react";

const WHEN = { dateStyle: "long", timeStyle: "short", timeZone: "Pacific/Noumea" };

export function PrintHead() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const say = () => setSaid(`imprimé le ${new Date().toLocaleString("fr", WHEN)} · ${location.href}`);
    const show = () => {
      say();
      for (const picture of document.images) picture.loading = "eager";
    };
    const paper = matchMedia("print");
    const turn = () => paper.matches && show();
    addEventListener("beforeprint", show);
    paper.addEventListener("change", turn);
    say();
    return () => {
      removeEventListener("beforeprint", show);
      paper.removeEventListener("change", turn);
    };
  }, []);
  return createElement("p", { className: "ef-print-head", "aria-hidden": "true" }, "Province Sud · Espace Factures", said && ` · ${said}`);
}
