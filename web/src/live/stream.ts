// One EventSource per browser. Tabs queue for a Web Lock; the holder opens the stream and repeats it to
// the others over a BroadcastChannel. A browser allows six HTTP/1.1 connections a host, so ten open tabs
// with a stream each would stop the product.
import type { Change } from "./refresh-table";

export type LiveStatus = "connecting" | "live" | "reconnecting";
export type LiveMessage =
  | { type: "changed"; change: Change }
  | { type: "tick" }
  | { type: "resync" }
  | { type: "status"; status: LiveStatus };

interface StreamOptions {
  url: string;
  onMessage: (message: LiveMessage) => void;
  /** Seconds before the first new attempt; doubles up to a minute, each time with jitter. */
  firstDelayS?: number;
}

const CHANNEL = "pritok-live";
const LONGEST_DELAY_S = 60;

export function openStream({ url, onMessage, firstDelayS = 1 }: StreamOptions): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<LiveMessage | { type: "hello" }>) => {
    if (event.data.type !== "hello") onMessage(event.data);
    else if (leading) channel.postMessage({ type: "status", status });
  };
  let leading = false;
  let status: LiveStatus = "connecting";
  channel.postMessage({ type: "hello" });

  const tell = (message: LiveMessage) => {
    if (message.type === "status") status = message.status;
    onMessage(message);
    channel.postMessage(message);
  };

  const lead = async () => {
    leading = true;
    await follow(url, tell, firstDelayS, stop.signal);
  };
  // Waits, perhaps for hours, until the leading tab closes; then this one leads.
  navigator.locks.request(CHANNEL, { signal: stop.signal }, lead).catch(() => undefined);

  return () => {
    stop.abort();
    channel.close();
  };
}

/** Keeps one EventSource open until stopped. */
async function follow(url: string, tell: (message: LiveMessage) => void, firstDelayS: number, stopped: AbortSignal): Promise<void> {
  let failures = 0;
  let first = true;
  while (!stopped.aborted) {
    await once(url, stopped, (message) => {
      if (message.type === "status" && message.status === "live") {
        // A new EventSource has no Last-Event-ID: what happened in between is unknown, so ask for all.
        if (!first) tell({ type: "resync" });
        first = false;
        failures = 0;
      }
      tell(message);
    });
    if (stopped.aborted) return;
    tell({ type: "status", status: "reconnecting" });
    const delayS = Math.min(LONGEST_DELAY_S, firstDelayS * 2 ** failures) * (0.5 + Math.random());
    failures += 1;
    await pause(delayS * 1000, stopped);
  }
}

/** One EventSource, until it fails for good. Short breaks it mends itself, with Last-Event-ID. */
function once(url: string, stopped: AbortSignal, tell: (message: LiveMessage) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(url, { withCredentials: true });
    const end = () => {
      source.close();
      resolve();
    };
    source.addEventListener("open", () => tell({ type: "status", status: "live" }));
    source.addEventListener("changed", (event) => tell({ type: "changed", change: JSON.parse(event.data) as Change }));
    source.addEventListener("tick", () => tell({ type: "tick" }));
    source.addEventListener("resync", () => tell({ type: "resync" }));
    source.addEventListener("goodbye", end);
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) end();
      else tell({ type: "status", status: "reconnecting" });
    });
    stopped.addEventListener("abort", end, { once: true });
  });
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
