import { useMemo } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { DwellReport, StageCurve } from "@/api/types";

/** The stages of the answer as their pipelines order them. */
export function useStageOrder(report: DwellReport): StageCurve[] {
  const { pipelines } = useDictionaries();
  return useMemo(() => {
    const order = new Map(
      pipelines.flatMap((pipeline) => pipeline.stages).map((stage, place) => [stage.id, place] as const),
    );
    const place = (stage: StageCurve) => order.get(Number(stage.stage.id)) ?? order.size;
    return [...report.stages].sort((a, b) => place(a) - place(b));
  }, [pipelines, report.stages]);
}
