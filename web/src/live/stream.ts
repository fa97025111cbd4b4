// One EventSource per browser. Tabs queue for a Web Lock; the holder opens the stream and repeats it to
// the others over a BroadcastChannel. A browser allows six HTTP/1.1 connections a host, so ten open tabs
// with a stream each would stop the product.
import type { Change } from "./refresh-table";

export type LiveStatus = "connecting" | "live" | "reconnecting";
export type LiveMessage =
  | { type: "changed"; change: Change }
  | { type: "tick"; position: number }
  | { type: "resync"; position?: number }
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
  // Every tab keeps the place, so that whichever leads next goes on from it.
  let position: number | undefined;
  let status: LiveStatus = "connecting";
  let leading = false;

  const hear = (message: LiveMessage) => {
    position = positionOf(message) ?? position;
    if (message.type === "status") status = message.status;
    onMessage(message);
  };
  channel.onmessage = (event: MessageEvent<LiveMessage | { type: "hello" }>) => {
    if (event.data.type !== "hello") hear(event.data);
    else if (leading) channel.postMessage({ type: "status", status });
  };
  channel.postMessage({ type: "hello" });

  const tell = (message: LiveMessage) => {
    hear(message);
    channel.postMessage(message);
  };
  const lead = async () => {
    leading = true;
    await follow({ tell, firstDelayS, stopped: stop.signal, address: () => addressFrom(url, position) });
  };
  // Waits, perhaps for hours, until the leading tab closes; then this one leads.
  navigator.locks.request(CHANNEL, { signal: stop.signal }, lead).catch(() => undefined);

  return () => {
    stop.abort();
    channel.close();
  };
}

function positionOf(message: LiveMessage): number | undefined {
  if (message.type === "changed") return message.change.position;
  return message.type === "status" ? undefined : message.position;
}

const addressFrom = (url: string, position: number | undefined) =>
  position === undefined ? url : `${url}?last_event_id=${position}`;

interface Following {
  tell: (message: LiveMessage) => void;
  firstDelayS: number;
  stopped: AbortSignal;
  address: () => string;
}

/** Keeps one EventSource open until stopped. */
async function follow({ tell, firstDelayS, stopped, address }: Following): Promise<void> {
  let failures = 0;
  let isFirst = true;
  while (!stopped.aborted) {
    const url = address();
    await once(url, stopped, (message) => {
      if (message.type === "status" && message.status === "live") {
        // Coming back without knowing the place: what happened in between is unknown, so ask for all.
        if (!isFirst && !url.includes("?")) tell({ type: "resync" });
        isFirst = false;
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

/** One EventSource, until it fails for good. Short breaks and goodbyes it mends itself, with Last-Event-ID. */
function once(url: string, stopped: AbortSignal, tell: (message: LiveMessage) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(url);
    const end = () => {
      source.close();
      resolve();
    };
    const on = <Data>(name: string, act: (data: Data) => void) =>
      source.addEventListener(name, (event: MessageEvent<string>) => act(JSON.parse(event.data) as Data));

    source.addEventListener("open", () => tell({ type: "status", status: "live" }));
    on<Change>("changed", (change) => tell({ type: "changed", change }));
    on<{ position: number }>("tick", ({ position }) => tell({ type: "tick", position }));
    on<{ position?: number }>("resync", ({ position }) => tell({ type: "resync", position }));
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
    const wake = () => {
      clearTimeout(timer);
      resolve();
    };
    stopped.addEventListener("abort", wake, { once: true });
  });
}
