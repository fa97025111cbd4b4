import { describe, expect, it } from "vitest";

import { createFormats } from "./format";

const ru = createFormats({ locale: "ru-RU", timeZone: "Europe/Moscow", currency: "RUB" });
const en = createFormats({ locale: "en-GB", timeZone: "Europe/Moscow", currency: "RUB" });
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("money", () => {
  it("leaves kopecks out unless asked", () => {
    expect(plain(ru.money(1_245_600.4))).toBe("1 245 600 ₽");
    expect(plain(ru.money(1499.9, { cents: true }))).toBe("1 499,90 ₽");
  });

  it("takes the deal's own currency", () => {
    expect(plain(ru.money(100, { currency: "EUR" }))).toBe("100 €");
    expect(plain(en.money(100, { currency: "EUR" }))).toBe("€100");
  });

  it("shortens millions in the viewer's language", () => {
    expect(plain(ru.money(3_120_000, { short: true }))).toBe("3,1 млн ₽");
  });
});

describe("moments", () => {
  const now = new Date("2026-11-23T12:00:00Z");

  it("are told in the organisation's zone, whatever the browser's", () => {
    expect(ru.time("2026-11-23T21:30:00Z")).toBe("00:30");
    expect(plain(ru.date("2020-11-23T21:30:00Z"))).toContain("24 нояб. 2020");
  });

  it("are relative when near and dates when far", () => {
    expect(ru.relative("2026-11-23T11:55:00Z", now)).toBe("5 минут назад");
    expect(ru.relative("2026-11-23T14:00:00Z", now)).toBe("через 2 часа");
    expect(ru.relative("2026-11-22T11:00:00Z", now)).toBe("вчера");
    expect(en.relative("2026-11-23T11:55:00Z", now)).toBe("5 minutes ago");
    expect(ru.relative("2026-10-01T11:00:00Z", now)).toContain("1 окт.");
  });
});

describe("shares and spans", () => {
  it("writes a share as a percentage", () => {
    expect(plain(ru.percent(0.4213))).toBe("42 %");
    expect(plain(en.percent(0.4213, 1))).toBe("42.1%");
  });

  it("writes a span with two units at most", () => {
    expect(plain(ru.span(3 * 3600 + 20 * 60 + 5))).toBe("3 ч 20 мин");
    expect(plain(en.span(90_061))).toBe("1 day 1 hr");
    expect(plain(ru.span(20))).toBe("1 мин");
  });
});
