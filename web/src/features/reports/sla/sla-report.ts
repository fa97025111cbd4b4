import type { ReportParts } from "../kinds";
import { SlaBody } from "./sla-body";
import { SlaControls } from "./sla-controls";

export const slaParts: ReportParts = { Body: SlaBody, Controls: SlaControls };
