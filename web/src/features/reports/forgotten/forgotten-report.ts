import type { ReportParts } from "../kinds";
import { ForgottenBody } from "./forgotten-body";
import { ForgottenControls } from "./forgotten-controls";

export const forgottenParts: ReportParts = { Body: ForgottenBody, Controls: ForgottenControls };
