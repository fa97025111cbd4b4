// What is done with a client: notes, contacts that took place, tasks. Several screens write these.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ifMatch, unwrap } from "./client";
import type { ContactLogIn, Task, TaskDoneIn, TaskIn, TaskPatch } from "./types";

export const useAddNote = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      unwrap(api.POST("/deals/{deal_id}/notes", { params: { path: { deal_id: id } }, body: { text } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deal", id] }),
  });
};

export const useLogContact = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ContactLogIn) =>
      unwrap(api.POST("/deals/{deal_id}/contacts", { params: { path: { deal_id: id } }, body })),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ["deals"] });
      void client.invalidateQueries({ queryKey: ["desk"] });
      await client.invalidateQueries({ queryKey: ["deal", id] });
    },
  });
};

export const dealTasksQuery = (deal: string) =>
  queryOptions({
    queryKey: ["deal", deal, "tasks"],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET("/deals/{deal_id}/tasks", { params: { path: { deal_id: deal } }, signal })))
        .items,
  });

/** The version seen goes along: the change is refused when somebody else changed the task meanwhile. */
const at = ({ id, version }: Pick<Task, "id" | "version">) => ({
  params: { path: { task_id: id } },
  headers: ifMatch(version),
});

/** All that can be done with the tasks of a deal, or with null with one's own. */
export function useTaskChanges(deal: string | null) {
  const client = useQueryClient();
  const readAgain = async () => {
    void client.invalidateQueries({ queryKey: ["deals"] });
    void client.invalidateQueries({ queryKey: ["desk"] });
    await Promise.all([
      client.invalidateQueries({ queryKey: ["tasks"] }),
      deal ? client.invalidateQueries({ queryKey: ["deal", deal] }) : undefined,
    ]);
  };
  return {
    plan: useMutation({
      mutationFn: (body: TaskIn) =>
        unwrap(
          deal
            ? api.POST("/deals/{deal_id}/tasks", { params: { path: { deal_id: deal } }, body })
            : api.POST("/tasks", { body }),
        ),
      onSuccess: readAgain,
    }),
    change: useMutation({
      mutationFn: ({ task, body }: { task: Task; body: TaskPatch }) =>
        unwrap(api.PATCH("/tasks/{task_id}", { ...at(task), body })),
      onSettled: readAgain,
    }),
    finish: useMutation({
      mutationFn: ({ task, body }: { task: Task; body: TaskDoneIn }) =>
        unwrap(api.PUT("/tasks/{task_id}/done", { ...at(task), body })),
      onSettled: readAgain,
    }),
    cancel: useMutation({
      mutationFn: ({ task }: { task: Task; body: null }) =>
        unwrap(api.PUT("/tasks/{task_id}/cancelled", at(task))),
      onSettled: readAgain,
    }),
  };
}
