import type { ReactNode } from "react";

import { Legend } from "@/features/reports/chart/legend";
import { Picture } from "@/features/reports/chart/picture";
import { rowsHeight } from "@/features/reports/chart/axes";
import { barsOption } from "@/features/reports/pictures/bars";
import { boxesOption } from "@/features/reports/pictures/boxes";
import { dotsOption } from "@/features/reports/pictures/dots";
import { funnelOption } from "@/features/reports/pictures/funnel";
import { heatHead, heatHeight, heatOption, heatWidth, HEAT_ROW } from "@/features/reports/pictures/heat";
import { paretoOption } from "@/features/reports/pictures/pareto";
import { sankeyOption } from "@/features/reports/pictures/sankey";
import { Sparkline } from "@/features/reports/pictures/sparkline";
import { survivalOption } from "@/features/reports/pictures/survival";
import { trendOption } from "@/features/reports/pictures/trend";
import { useFormats } from "@/ui/formats-context";

import { curve, galleryHeat, managers, noise, reasons, stages } from "./gallery-data";

const NOTHING = { head: ["Кто"], rows: [] };

/** One of each, with twenty-five managers, thirty reasons and long names. */
export function GalleryPictures({ only }: { only: string | null }) {
  const formats = useFormats();
  const money = (value: number) => formats.money(value, { short: true });
  const days = (value: number) => `${formats.number(value)} дн`;
  const whole = (value: number) => formats.number(value);
  const share = (value: number) => formats.percent(value);

  const dots = managers.map((name, place) => {
    const value = 0.18 + 0.4 * noise(place);
    return {
      name,
      value,
      low: Math.max(0, value - 0.08 - 0.1 * noise(place + 50)),
      high: Math.min(1, value + 0.1 + 0.1 * noise(place + 90)),
      sample: `n ${Math.round(4 + 300 * noise(place + 7))}`,
      isSmall: place % 9 === 4,
    };
  });
  const boxes = managers.map((name, place) => {
    const median = 20_000 + 90_000 * noise(place);
    return {
      name,
      p10: median * 0.4,
      p25: median * 0.7,
      median,
      p75: median * 1.5,
      p90: place === 3 ? median * 14 : median * 2.4,
      sample: `n ${Math.round(3 + 60 * noise(place + 5))}`,
      isSmall: place % 7 === 5,
    };
  });
  const heat = galleryHeat(managers, stages, false);
  const residuals = galleryHeat(reasons, managers, true);
  const pareto = reasons
    .map((name, place) => ({ name, value: Math.round(400 / (place + 1) + 6 * noise(place)) }))
    .sort((a, b) => b.value - a.value);
  const curves = managers
    .slice(0, 7)
    .map((name, place) => curve(name, 2 + 6 * noise(place + 3), String(place + 1)));
  const times = managers.map((name, place) => {
    const parts = [
      0.2 + noise(place),
      0.3 + noise(place + 9),
      0.1 + noise(place + 11),
      0.4 * noise(place + 17),
    ];
    const sum = parts.reduce((total, part) => total + part, 0);
    return { name, values: parts.map((part) => part / sum), sample: days(sum * 9) };
  });
  const gaps = managers.map((name, place) => {
    const values = [1, 20, 40, 60].map((shift) => Math.round(30_000 * (noise(place + shift) - 0.5)));
    const sum = values.reduce((total, one) => total + one, 0);
    return { name, values, sum, sample: money(sum) };
  });
  const trend = Array.from({ length: 26 }, (_, place) => ({
    name: `${place + 1} нед.`,
    value: place === 17 ? 0.41 : 0.2 + 0.08 * noise(place),
    centre: 0.235,
    low: 0.14,
    high: 0.33,
    isAlert: place === 17,
    isOpen: place === 25,
  }));
  const funnel = stages.map((name, place) => ({
    name,
    count: Math.round(1200 * 0.62 ** place),
    passed: Math.round(1200 * 0.62 ** (place + 1)),
    rate: `→ ${share(0.62)}`,
  }));
  const stops = [
    ...stages.map((name, depth) => ({ key: name, name, depth })),
    { key: "won", name: "Выиграна", depth: stages.length, tone: "good" as const },
    { key: "lost", name: "Проиграна", depth: stages.length, tone: "bad" as const },
  ];
  const streams = stages.flatMap((from, place) => [
    { from, to: stages[place + 1] ?? "won", count: Math.round(800 * 0.6 ** place) },
    { from, to: "lost", count: Math.round(300 * 0.5 ** place) },
    ...(place + 2 < stages.length
      ? [{ from, to: stages[place + 2] ?? "", count: Math.round(90 * 0.5 ** place) }]
      : []),
  ]);
  const heatProps = (data: typeof heat) => ({
    height: heatHeight(data),
    minWidth: heatWidth(data),
    side: { names: data.rows, top: heatHead(data), row: HEAT_ROW },
    option: heatOption(data, {
      tip: (cell) => `${data.rows[cell.row]} · ${data.columns[cell.column]}\n${cell.text}`,
    }),
  });
  const parts = ["у нас", "у клиента", "в очереди", "на паузе"].map((name, color) => ({ name, color }));
  const gapParts = ["Цена", "Состав", "Позиции", "Скидка"].map((name, color) => ({ name, color }));

  const pictures: Record<string, ReactNode> = {
    dots: (
      <Picture
        title="Новая → Разговор"
        hint="Доля прошедших."
        label="Точки"
        plain={NOTHING}
        height={rowsHeight(dots.length)}
        option={dotsOption(dots, 0.36, {
          whole: `Все: ${share(0.36)}`,
          value: share,
          tip: (dot) => dot.name,
        })}
      />
    ),
    boxes: (
      <Picture
        title="Чек по менеджерам"
        label="Ящики"
        plain={NOTHING}
        height={rowsHeight(boxes.length)}
        option={boxesOption(boxes, 52_000, {
          whole: `Все: ${money(52_000)}`,
          value: money,
          tip: (row) => row.name,
        })}
      />
    ),
    heat: <Picture title="Время на этапе" label="Карта" plain={NOTHING} {...heatProps(heat)} />,
    residuals: (
      <Picture
        title="Отказы: больше и меньше ожидаемого"
        label="Карта"
        plain={NOTHING}
        {...heatProps(residuals)}
      />
    ),
    pareto: (
      <Picture
        title="Причины отказов"
        label="Парето"
        plain={NOTHING}
        height={rowsHeight(pareto.length, 28)}
        option={paretoOption(pareto, { value: whole, share, tip: (row) => row.name })}
      />
    ),
    survival: (
      <Picture
        title="Сколько ещё на этапе"
        label="Кривые"
        plain={NOTHING}
        height={320}
        option={survivalOption([curve("Все", 4, "", true), ...curves], {
          time: days,
          share,
          tip: (one) => one.name,
        })}
      />
    ),
    sankey: (
      <Picture
        title="Куда уходят сделки"
        label="Потоки"
        plain={NOTHING}
        height={360}
        option={sankeyOption(stops, streams, {
          stop: (stop, count) => `${stop.name} ${whole(count)}`,
          stream: (from, to, count) => `${from.name} → ${to.name}: ${count}`,
        })}
      />
    ),
    bars: (
      <Picture
        title="На что ушло время"
        label="Доли"
        plain={NOTHING}
        legend={
          <Legend
            entries={parts.map(({ name }, place) => ({
              name,
              tone: `var(--series-${place + 1})`,
              kind: place % 2 ? "hatched" : "block",
            }))}
          />
        }
        height={rowsHeight(times.length)}
        option={barsOption(parts, times, { axis: share, part: share, tip: (row) => row.name }, { most: 1 })}
      />
    ),
    gaps: (
      <Picture
        title="Из чего разница с командой"
        label="Разница"
        plain={NOTHING}
        height={rowsHeight(gaps.length)}
        option={barsOption(gapParts, gaps, { axis: money, part: money, tip: (row) => row.name })}
      />
    ),
    trend: (
      <Picture
        title="Доля отказов «Дорого»"
        label="Ряд"
        plain={NOTHING}
        height={260}
        option={trendOption(trend, { value: share, tip: (point) => point.name })}
      />
    ),
    funnel: (
      <Picture
        title="Вся воронка"
        label="Воронка"
        plain={NOTHING}
        height={rowsHeight(funnel.length, 34, 8)}
        option={funnelOption(funnel, { count: whole, tip: (step) => step.name })}
      />
    ),
    sparkline: (
      <section>
        <Sparkline
          values={Array.from({ length: 13 }, (_, place) => (place === 5 ? null : noise(place)))}
          label="Ряд"
        />
      </section>
    ),
  };
  const shown = Object.entries(pictures).filter(([key]) => !only || only.split(",").includes(key));
  return shown.map(([key, picture]) => (
    <div key={key} data-picture={key}>
      {picture}
    </div>
  ));
}
