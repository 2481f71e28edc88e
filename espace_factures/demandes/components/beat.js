// Says that somebody looks at an item: when it is shown, now and then while it is in view, and once when it is left.
import { useEffect, useRef } from "react";

export function Beat({ of, every, onBeat, onLeave }) {
  const said = useRef({});
  said.current = { onBeat, onLeave };
  useEffect(() => {
    const beat = () => document.hidden || said.current.onBeat?.();
    beat();
    const timer = setInterval(beat, every * 1000);
    document.addEventListener("visibilitychange", beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", beat);
    };
  }, [of, every]);
  useEffect(() => () => said.current.onLeave?.(), []);
  return null;
}
