import type { ReportParts } from "../kinds";
import { RefusalsBody } from "./refusals-body";

export const refusalsParts: ReportParts = { Body: RefusalsBody };
