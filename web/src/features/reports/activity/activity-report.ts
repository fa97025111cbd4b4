import type { ReportParts } from "../kinds";
import { ActivityBody } from "./activity-body";

export const activityParts: ReportParts = { Body: ActivityBody };
