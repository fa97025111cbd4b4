// Which pictures stand on the page just now, so that the export menu can save any of them as a file.
import { createContext, type ReactNode, type RefObject, useContext, useEffect, useMemo, useRef } from "react";

import type { ChartProps } from "./chart";

export interface ShownPicture {
  title: string;
  chart: ChartProps;
  box: RefObject<HTMLDivElement | null>;
}

type Shown = Map<string, ShownPicture>;
const Context = createContext<Shown | null>(null);

export function PicturesOnPage({ children }: { children: ReactNode }) {
  const shown = useMemo<Shown>(() => new Map(), []);
  return <Context value={shown}>{children}</Context>;
}

/** Read when the menu opens: pictures come and go without drawing it anew. */
export function usePicturesOnPage(): () => [string, ShownPicture][] {
  const shown = useContext(Context);
  return () => [...(shown ?? [])];
}

/** The box whose style and width the file takes over. */
export function useRegisteredPicture(
  id: string,
  title: string,
  chart: ChartProps,
): RefObject<HTMLDivElement | null> {
  const shown = useContext(Context);
  const box = useRef<HTMLDivElement>(null);
  // The list lives outside React's tree and must follow what is mounted.
  useEffect(() => {
    shown?.set(id, { title, chart, box });
    return () => void shown?.delete(id);
  }, [shown, id, title, chart]);
  return box;
}
