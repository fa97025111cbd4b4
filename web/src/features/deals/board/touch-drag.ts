// Dragging with a finger. Browsers do not start a native drag by touch (or start it late and badly), so a
// long press lifts a copy of the card, the finger carries it, and the edges of the board scroll.
import { type DragStore, isDropTarget } from "./drag-store";

const PRESS_MS = 320;
const SLOP_PX = 10;
const EDGE_PX = 44;
const SCROLL_PX_PER_FRAME = 9;

export interface TouchDragOptions {
  board: HTMLElement;
  store: DragStore;
  /** Lifts the card with this id, if it may be moved. */
  onLift: (dealId: string) => boolean;
  ghostClass: string;
}

export function attachTouchDrag({ board, store, onLift, ghostClass }: TouchDragOptions): () => void {
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  let pressed: { card: HTMLElement; x: number; y: number; wasDraggable: boolean } | null = null;
  let ghost: HTMLElement | null = null;
  let frame = 0;
  let finger = { x: 0, y: 0 };

  const placeGhost = () => {
    if (!ghost || !pressed) return;
    ghost.style.translate = `${finger.x - pressed.x}px ${finger.y - pressed.y}px`;
    const under = document.elementFromPoint(finger.x, finger.y)?.closest<HTMLElement>("[data-drop]");
    const target = under?.dataset.drop;
    store.hover(isDropTarget(target) ? target : null);
  };

  const scrollAtEdges = () => {
    const box = board.getBoundingClientRect();
    if (finger.x < box.left + EDGE_PX) board.scrollLeft -= SCROLL_PX_PER_FRAME;
    if (finger.x > box.right - EDGE_PX) board.scrollLeft += SCROLL_PX_PER_FRAME;
    placeGhost();
    frame = requestAnimationFrame(scrollAtEdges);
  };

  const lift = () => {
    if (!pressed || !pressed.card.dataset.card || !onLift(pressed.card.dataset.card)) return;
    const box = pressed.card.getBoundingClientRect();
    ghost = pressed.card.cloneNode(true) as HTMLElement;
    ghost.className = `${pressed.card.className} ${ghostClass}`;
    ghost.setAttribute("aria-hidden", "true");
    ghost.removeAttribute("data-card");
    Object.assign(ghost.style, {
      left: `${box.left}px`,
      top: `${box.top}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
    });
    document.body.append(ghost);
    board.dataset.dragging = "touch";
    navigator.vibrate?.(12);
    frame = requestAnimationFrame(scrollAtEdges);
  };

  const rest = () => {
    clearTimeout(pressTimer);
    cancelAnimationFrame(frame);
    // The long press must not also start the browser's own drag; the mouse gets it back.
    if (pressed) pressed.card.draggable = pressed.wasDraggable;
    ghost?.remove();
    delete board.dataset.dragging;
    pressed = null;
    ghost = null;
  };

  const onStart = (event: TouchEvent) => {
    rest();
    const touch = event.touches[0];
    const origin = event.target instanceof Element ? event.target : null;
    const card = origin?.closest<HTMLElement>("[data-card]");
    if (!touch || event.touches.length > 1 || !card || origin?.closest("button")) return;
    pressed = { card, x: touch.clientX, y: touch.clientY, wasDraggable: card.draggable };
    finger = { x: touch.clientX, y: touch.clientY };
    card.draggable = false;
    pressTimer = setTimeout(lift, PRESS_MS);
  };

  const onMove = (event: TouchEvent) => {
    const touch = event.touches[0];
    if (!touch || !pressed) return;
    finger = { x: touch.clientX, y: touch.clientY };
    if (ghost) {
      event.preventDefault();
      placeGhost();
    } else if (Math.hypot(finger.x - pressed.x, finger.y - pressed.y) > SLOP_PX) {
      // The finger went before the press was long enough: it scrolls.
      rest();
    }
  };

  const onEnd = (event: TouchEvent) => {
    const isLifted = ghost !== null;
    if (isLifted) {
      event.preventDefault();
      placeGhost();
    }
    rest();
    if (isLifted) store.end(event.type === "touchend");
  };

  const onMenu = (event: Event) => {
    if (pressed) event.preventDefault();
  };

  const passive = { passive: true };
  const active = { passive: false };
  board.addEventListener("touchstart", onStart, passive);
  board.addEventListener("touchmove", onMove, active);
  board.addEventListener("touchend", onEnd, active);
  board.addEventListener("touchcancel", onEnd, active);
  board.addEventListener("contextmenu", onMenu);
  return () => {
    rest();
    board.removeEventListener("touchstart", onStart);
    board.removeEventListener("touchmove", onMove);
    board.removeEventListener("touchend", onEnd);
    board.removeEventListener("touchcancel", onEnd);
    board.removeEventListener("contextmenu", onMenu);
  };
}
