import type { ReportParts } from "../kinds";
import { ConversionBody } from "./conversion-body";
import { ConversionControls } from "./conversion-controls";

export const conversionParts: ReportParts = { Body: ConversionBody, Controls: ConversionControls };
