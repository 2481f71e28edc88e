// The title of the tab says which thing the page shows, and that something has to be corrected.
import { useEffect } from "react";

const PORTAL = " – Province Sud";
const REFUSED = "À corriger : ";

export function TabTitle({ words }) {
  useEffect(() => {
    if (words) document.title = mark() + words + PORTAL;
  }, [words]);
  return null;
}

export function ToCorrect() {
  useEffect(() => {
    document.title = REFUSED + bare();
    return () => {
      document.title = bare();
    };
  }, []);
  return null;
}

function mark() {
  return document.title.startsWith(REFUSED) ? REFUSED : "";
}

function bare() {
  return document.title.slice(mark().length);
}
