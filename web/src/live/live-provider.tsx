import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";

import { API_ROOT } from "@/api/client";

import type { Change } from "./refresh-table";
import { createRefresher } from "./refresher";
import { type LiveStatus, openStream } from "./stream";

type Listener = (change: Change) => void;

const Context = createContext<LiveStatus>("connecting");
const Listeners = createContext<Set<Listener>>(new Set());

export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const listeners = useRef(new Set<Listener>());

  // Follows the server's stream for as long as somebody is signed in.
  useEffect(() => {
    const refresh = createRefresher(queryClient);
    return openStream({
      url: `${API_ROOT}/live`,
      onMessage: (message) => {
        if (message.type === "status") setStatus(message.status);
        else refresh(message);
        if (message.type === "changed") for (const listener of listeners.current) listener(message.change);
      },
    });
  }, [queryClient]);

  return (
    <Context value={status}>
      <Listeners value={listeners.current}>{children}</Listeners>
    </Context>
  );
}

/** Calls `listen` for every change this person may hear of. */
export function useLiveChanges(listen: Listener): void {
  const listeners = useContext(Listeners);
  const heard = useEffectEvent(listen);
  // Follows the stream for as long as the caller stands on the screen.
  useEffect(() => {
    const listener: Listener = (change) => heard(change);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listeners]);
}

export const useLiveStatus = (): LiveStatus => useContext(Context);
