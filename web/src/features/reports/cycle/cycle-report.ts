import type { ReportParts } from "../kinds";
import { CycleBody } from "./cycle-body";

export const cycleParts: ReportParts = { Body: CycleBody };
