import type { ReportParts } from "../kinds";
import { DwellBody } from "./dwell-body";
import { DwellControls } from "./dwell-controls";

export const dwellParts: ReportParts = { Body: DwellBody, Controls: DwellControls };
