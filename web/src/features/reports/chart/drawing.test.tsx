import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderPart } from "@/testing/render-part";

import { cumulative } from "../pictures/pareto";
import { Sparkline } from "../pictures/sparkline";
import { escapeHtml, onTwoLines } from "./axes";
import { contrast, mix, readable } from "./colors";

describe("names in pictures", () => {
  it("are divided after a space or a hyphen, never inside a word", () => {
    expect(onTwoLines("Анна Ким", 12)).toBe("Анна Ким");
    expect(onTwoLines("Екатерина Харитонова", 12)).toBe("Екатерина\nХаритонова");
    expect(onTwoLines("Рождественский-Преображенский Ян", 18)).toBe("Рождественский-\nПреображенский Ян");
    expect(onTwoLines("Сельскохозяйственный", 9)).toBe("Сельскохозяйственный");
  });

  it("are text, not markup, in tips", () => {
    expect(escapeHtml('<b onmouseover="x">&\nещё')).toBe("&#60;b onmouseover=&#34;x&#34;&#62;&#38;<br>ещё");
    expect(escapeHtml("раз\nдва")).toBe("раз<br>два");
  });
});

describe("colours in pictures", () => {
  it("mix by share, and stop at the ends", () => {
    expect(mix("#000000", "#ffffff", 0.5)).toBe("rgb(128, 128, 128)");
    expect(mix("#000000", "#ffffff", 7)).toBe("rgb(255, 255, 255)");
  });

  it("put readable text on any ground", () => {
    for (const share of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
      const ground = mix("#e2f1ef", "#0b6b66", share);
      expect(contrast(ground, readable(ground, "#1c2428", "#ffffff"))).toBeGreaterThan(4);
    }
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  });
});

describe("Pareto", () => {
  it("ends at the whole", () => {
    const shares = cumulative([5, 3, 2].map((value) => ({ name: "", value })));

    expect(shares).toEqual([0.5, 0.8, 1]);
    expect(cumulative([{ name: "", value: 0 }])).toEqual([0]);
  });
});

describe("the sparkline", () => {
  it("breaks where there was nothing to count instead of drawing a bridge", () => {
    renderPart(<Sparkline label="Ряд" values={[1, 2, null, 3, 4]} />);

    const strokes = screen.getByRole("img", { name: "Ряд" }).querySelectorAll("path.stroke");
    expect(strokes).toHaveLength(2);
  });

  it("is nothing when there is nothing", () => {
    renderPart(<Sparkline label="Ряд" values={[null, null]} />);

    expect(screen.queryByRole("img")).not.toBeInTheDocument();
  });
});
