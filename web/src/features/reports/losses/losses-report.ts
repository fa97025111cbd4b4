import type { ReportParts } from "../kinds";
import { LossesBody } from "./losses-body";

export const lossesParts: ReportParts = { Body: LossesBody };
