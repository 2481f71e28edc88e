// Shows what is offered for some seconds only.
import { useEffect, useState } from "react";

export function Fleeting({ seconds, children }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return isOver ? null : children;
}
