// Hard data for pictures: long names, many rows, small samples, outliers.
import type { Curve } from "@/features/reports/pictures/survival";
import type { Heat } from "@/features/reports/pictures/heat";

const FAMILIES = [
  "Константинопольская",
  "Иванов",
  "Рождественский-Преображенский",
  "Ким",
  "Абдурахмангаджиев",
  "Орлова",
  "Петрова-Водкина",
  "Цой",
];
const NAMES = ["Александра Владимировна", "Пётр", "Мария", "Вячеслав", "Ян"];

export const managers = Array.from(
  { length: 25 },
  (_, place) => `${FAMILIES[place % FAMILIES.length]} ${NAMES[place % NAMES.length]}`,
);

export const stages = [
  "Новая заявка",
  "Первый разговор",
  "Коммерческое предложение отправлено",
  "Согласование договора",
  "Ждём оплату",
];

export const reasons = Array.from(
  { length: 30 },
  (_, place) =>
    [
      "Дорого",
      "Выбрали другого поставщика из-за сроков поставки оборудования",
      "Не дозвонились",
      "Передумали",
      "Нет бюджета до конца года",
      "Проект заморожен",
    ][place % 6] + (place < 6 ? "" : ` (${place})`),
);

/** The same "chance" on every run. */
export function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

export function curve(name: string, days: number, mark: string, isWhole = false): Curve {
  const steps: [number, number][] = [[0, 1]];
  for (let day = 1; day <= 30; day++) steps.push([day, Math.exp(-day / days)]);
  return { name, mark, steps, isWhole, censored: [4.5, 9.2, 21] };
}

export function galleryHeat(rows: readonly string[], columns: readonly string[], isTwoSided: boolean): Heat {
  const cells = rows.flatMap((_, row) =>
    columns.map((_, column) => {
      const chance = noise(row * 31 + column);
      const isSmall = chance > 0.93;
      if (!isTwoSided)
        return {
          row,
          column,
          strength: isSmall ? null : chance,
          text: `${Math.round(chance * 20)} д`,
          isSmall,
        };
      const residual = (chance - 0.5) * 2;
      const isFlagged = Math.abs(residual) > 0.86;
      const text = `${residual > 0 ? "+" : "−"}${Math.round(Math.abs(residual) * 23)}${isFlagged ? " ⚑" : ""}`;
      return { row, column, strength: isFlagged ? residual : residual * 0.3, text, isFlagged };
    }),
  );
  return { rows, columns, cells, isTwoSided };
}
