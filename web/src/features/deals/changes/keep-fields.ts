import type { DealPatch } from "@/api/types";

/** Of a refused edit, the part the person insists on. Custom fields come back as `custom.<key>` or `cf_<key>`. */
export function keepFields(patch: DealPatch, fields: string[]): DealPatch {
  const { custom, ...plain } = patch;
  const kept = Object.fromEntries(Object.entries(plain).filter(([field]) => fields.includes(field)));
  const names = fields.map((field) => field.replace(/^(custom\.|cf_)/, ""));
  const keptCustom = Object.entries(custom ?? {}).filter(
    ([key]) => fields.includes("custom") || names.includes(key),
  );
  return keptCustom.length > 0 ? { ...kept, custom: Object.fromEntries(keptCustom) } : kept;
}
