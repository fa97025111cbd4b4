// Contacts and companies: lists by search text, one card, and what can be changed on it.
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { api, ifMatch, unwrap } from "@/api/client";
import type { CompanyPatch, ContactPatch, CompanyIn, ContactIn } from "@/api/types";

const PAGE = 80;

export const contactsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["contacts", "list", q],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/contacts", {
          params: { query: { q: q || undefined, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const companiesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["companies", "list", q],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/companies", {
          params: { query: { q: q || undefined, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contact", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/contacts/{contact_id}", { params: { path: { contact_id: id } }, signal })),
  });

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: ["company", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/companies/{company_id}", { params: { path: { company_id: id } }, signal })),
  });

export function useSaveContact(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, patch }: { version: number; patch: ContactPatch }) =>
      unwrap(
        api.PATCH("/contacts/{contact_id}", {
          params: { path: { contact_id: id } },
          headers: ifMatch(version),
          body: patch,
        }),
      ),
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: ["contacts"] });
      await client.invalidateQueries({ queryKey: ["contact", id] });
    },
  });
}

export function useMergeContact(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (other: string) =>
      unwrap(
        api.POST("/contacts/{contact_id}/merge", { params: { path: { contact_id: id } }, body: { other } }),
      ),
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: ["contacts"] });
      void client.invalidateQueries({ queryKey: ["deals"] });
      await client.invalidateQueries({ queryKey: ["contact", id] });
    },
  });
}

export function useAddContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (contact: ContactIn) => unwrap(api.POST("/contacts", { body: contact })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["contacts"] }),
  });
}

export function useAddCompany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (company: CompanyIn) => unwrap(api.POST("/companies", { body: company })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["companies"] }),
  });
}

export function useSaveCompany(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, patch }: { version: number; patch: CompanyPatch }) =>
      unwrap(
        api.PATCH("/companies/{company_id}", {
          params: { path: { company_id: id } },
          headers: ifMatch(version),
          body: patch,
        }),
      ),
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: ["companies"] });
      await client.invalidateQueries({ queryKey: ["company", id] });
    },
  });
}
