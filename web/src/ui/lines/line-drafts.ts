// Lines while they are typed: every number may still be an empty field.
import type { DealLine, DealLineIn, Product } from "@/api/types";

export interface LineDraft {
  key: string;
  /** Of a line already stored: the server keeps the cost of its day. */
  id: DealLine["id"] | undefined;
  product: number | null;
  name: string;
  quantity: number | "";
  price: number | "";
  discount: number | "";
  cost: number | null | undefined;
}

let made = 0;
const nextKey = () => `line-${(made += 1)}`;

export const emptyLine = (): LineDraft => ({
  key: nextKey(),
  id: undefined,
  product: null,
  name: "",
  quantity: 1,
  price: "",
  discount: "",
  cost: undefined,
});

export const draftOf = (line: DealLine): LineDraft => ({
  key: nextKey(),
  id: line.id,
  product: line.product,
  name: line.name,
  quantity: line.quantity,
  price: line.price,
  discount: line.discount === 0 ? "" : line.discount,
  cost: line.cost,
});

/** Picking a product brings its name, today's price and cost; they stay those of this day. */
export function withProduct<Line extends LineDraft>(draft: Line, product: Product | undefined): Line {
  if (!product) return { ...draft, product: null };
  return {
    ...draft,
    id: undefined,
    product: product.id,
    name: product.name,
    price: product.price ?? draft.price,
    cost: product.cost,
  };
}

/** Discount is per unit, as the price is. */
export function lineSum(line: { quantity: number | ""; price: number | ""; discount: number | "" }): number {
  return Number(line.quantity) * Math.max(0, Number(line.price) - Number(line.discount));
}

export const isBlank = (draft: LineDraft): boolean =>
  draft.product === null && draft.name.trim() === "" && draft.price === "";

export function problemOf(draft: LineDraft): "name" | "quantity" | "price" | "discount" | null {
  if (!draft.name.trim()) return "name";
  if (draft.quantity === "" || draft.quantity <= 0) return "quantity";
  if (draft.price === "" || draft.price < 0) return "price";
  if (draft.discount !== "" && draft.discount > draft.price) return "discount";
  return null;
}

export function toLine(draft: LineDraft): DealLineIn {
  return {
    ...(draft.id === undefined ? {} : { id: draft.id }),
    product: draft.product,
    name: draft.name.trim(),
    quantity: Number(draft.quantity),
    price: Number(draft.price),
    discount: Number(draft.discount),
    ...(draft.cost === undefined ? {} : { cost: draft.cost }),
  };
}
