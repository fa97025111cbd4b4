import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

import { API_ROOT } from "@/api/client";

import { createRefresher } from "./refresher";
import { type LiveStatus, openStream } from "./stream";

const Context = createContext<LiveStatus>("connecting");

export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>("connecting");

  // Follows the server's stream for as long as somebody is signed in.
  useEffect(() => {
    const refresh = createRefresher(queryClient);
    return openStream({
      url: `${API_ROOT}/live`,
      onMessage: (message) => {
        if (message.type === "status") setStatus(message.status);
        else refresh(message);
      },
    });
  }, [queryClient]);

  return <Context value={status}>{children}</Context>;
}

export const useLiveStatus = (): LiveStatus => useContext(Context);
