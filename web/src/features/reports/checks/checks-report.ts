import type { ReportParts } from "../kinds";
import { ChecksBody } from "./checks-body";

export const checksParts: ReportParts = { Body: ChecksBody };
