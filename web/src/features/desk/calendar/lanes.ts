// Tasks that overlap stand side by side.

export interface Span {
  /** Minutes since the day's midnight, as the wall clock shows them. */
  from: number;
  to: number;
}

export interface Lane {
  lane: number;
  of: number;
}

/** Puts each span into the first free lane; those that touch one another in a chain share the width evenly. */
export function lanesOf(spans: readonly Span[]): Lane[] {
  const order = spans.map((_, index) => index).sort((a, b) => at(spans, a).from - at(spans, b).from || a - b);
  const lanes: Lane[] = spans.map(() => ({ lane: 0, of: 1 }));
  let chain: number[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const index of chain) lanes[index] = { lane: lanes[index]?.lane ?? 0, of: ends.length };
    chain = [];
    ends = [];
  };
  for (const index of order) {
    const { from, to } = at(spans, index);
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = to;
    chain.push(index);
    lanes[index] = { lane, of: 1 };
  }
  close();
  return lanes;
}

const at = (spans: readonly Span[], index: number): Span => spans[index] ?? { from: 0, to: 0 };
