import { type RefObject, useEffect, useRef } from "react";

import { type Place, timeAt } from "./places";

/** Less than this is an unsteady press. */
const FAR_PX = 5;

interface Drag {
  x: number;
  y: number;
  /** From the top of the task to where it is held. */
  grip: number;
  isFar: boolean;
}

/** Lets a task be dragged by mouse or finger; returns whether the press that just ended was a drag. */
export function useTaskDrag(
  box: RefObject<HTMLElement | null>,
  onDrop: ((place: Place) => void) | null,
): () => boolean {
  const latest = useRef(onDrop);
  latest.current = onDrop;
  const dragged = useRef(false);

  // Follows the pointer: React hears its moves too late to feel held.
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let drag: Drag | null = null;
    const end = () => {
      drag = null;
      element.removeAttribute("data-dragged");
      element.style.translate = "";
    };
    const onDown = (event: PointerEvent) => {
      dragged.current = false;
      if (!latest.current || event.button !== 0) return;
      const grip = event.clientY - element.getBoundingClientRect().top;
      drag = { x: event.clientX, y: event.clientY, grip, isFar: false };
      element.setPointerCapture?.(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      if (!drag) return;
      const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
      drag.isFar ||= Math.hypot(dx, dy) > FAR_PX;
      if (!drag.isFar) return;
      element.setAttribute("data-dragged", "");
      element.style.translate = `${dx}px ${dy}px`;
    };
    const onUp = (event: PointerEvent) => {
      if (!drag) return;
      const { isFar, grip } = drag;
      end();
      if (!isFar) return;
      dragged.current = true;
      const place = placeUnder(event.clientX, event.clientY - grip);
      if (place) latest.current?.(place);
    };
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && end();
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onMove);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointercancel", end);
    document.addEventListener("keydown", onKey);
    return () => {
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onMove);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointercancel", end);
      document.removeEventListener("keydown", onKey);
    };
  }, [box]);

  return () => dragged.current;
}

/** The day whose column stands at this x, and the time at the height of the task's top. */
function placeUnder(x: number, top: number): Place | null {
  for (const column of document.querySelectorAll<HTMLElement>("[data-day]")) {
    const { left, right, top: zero } = column.getBoundingClientRect();
    if (x >= left && x < right && column.dataset.day)
      return { day: column.dataset.day, time: timeAt(top - zero) };
  }
  return null;
}
