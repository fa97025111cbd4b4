import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { ApiError } from "@/api/errors";
import { renderPart } from "@/testing/render-part";

import { Failure } from "./failure";

const failed = (status: number, code: string) =>
  new ApiError(status, { code, message: "server's words", request_id: "req-1" });

describe("a failure", () => {
  it("is told by its kind: no access, not found, no connection", () => {
    const { rerender } = renderPart(<Failure error={failed(403, "forbidden")} />);
    expect(screen.getByRole("heading", { name: "Сюда у вас нет доступа" })).toBeVisible();

    rerender(<Failure error={failed(404, "not_found")} />);
    expect(screen.getByRole("heading", { name: "Здесь ничего нет" })).toBeVisible();

    rerender(<Failure error={new ApiError(0, {})} />);
    expect(screen.getByRole("heading", { name: "Нет связи с сервером" })).toBeVisible();
  });

  it("gives the reference for the administrator and tries again", async () => {
    const onRetry = vi.fn();
    const { user } = renderPart(<Failure error={failed(500, "internal")} onRetry={onRetry} />);

    expect(screen.getByText("req-1")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Повторить" }));

    expect(onRetry).toHaveBeenCalledOnce();
  });

  it("never shows the insides of a crash", () => {
    renderPart(<Failure error={new TypeError("x is undefined")} />);

    expect(screen.queryByText(/x is undefined/)).toBeNull();
  });
});
