// The one error body of the API as an exception. Screens word it by `code`; `message` is the fallback.

export interface Difference {
  [field: string]: { yours: unknown; current: unknown };
}

interface ErrorBody {
  code?: string;
  message?: string;
  fields?: Record<string, string>;
  request_id?: string;
  difference?: Difference;
  version?: number;
}

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly requestId: string | undefined;
  /** Only on 409 `stale`: what the record holds now against what was sent. */
  readonly difference: Difference | undefined;
  readonly version: number | undefined;

  constructor(status: number, body: ErrorBody) {
    super(body.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? (status === 0 ? "offline" : `http_${status}`);
    this.fields = body.fields ?? {};
    this.requestId = body.request_id;
    this.difference = body.difference;
    this.version = body.version;
  }
}

export function toApiError(status: number, body: unknown): ApiError {
  return new ApiError(status, typeof body === "object" && body !== null ? body : {});
}

export const isNoAccess = (error: unknown): boolean => error instanceof ApiError && error.status === 403;
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
