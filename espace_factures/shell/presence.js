// Looks whether the session still lives: after a while, and when somebody comes back to the tab.
import { useEffect, useRef } from "react";

export function Look({ wait, looks, onLook }) {
  const look = useRef(onLook);
  look.current = onLook;
  useEffect(() => {
    const timer = setTimeout(() => look.current?.(), wait * 1000);
    const comesBack = () => document.hidden || look.current?.();
    document.addEventListener("visibilitychange", comesBack);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", comesBack);
    };
  }, [wait, looks]);
  return null;
}
