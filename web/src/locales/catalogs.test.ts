import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const config = getConfig({ cwd: root });
const read = (locale: string) =>
  formatter().parse(readFileSync(`${root}/src/locales/${locale}.po`, "utf8"), { locale, sourceLocale: "ru", filename: `${locale}.po` });

describe("the catalogs", () => {
  it("hold every text of the code, and nothing the code has lost", async () => {
    const [catalog] = await getCatalogs(config);
    const inCode = Object.keys((await catalog?.collect()) ?? {}).sort();
    const inCatalog = Object.entries(await read("en")).filter(([, message]) => !message.obsolete).map(([id]) => id).sort();

    expect(inCode.length).toBeGreaterThan(100);
    expect(inCatalog).toEqual(inCode);
  });

  it("are translated to the last line", async () => {
    const missing = Object.values(await read("en")).filter((message) => !message.obsolete && !message.translation).map((message) => message.message);

    expect(missing).toEqual([]);
  });
});
