// Every operation of the HTTP API the web uses, in the shape openapi-fetch reads.
import type * as T from "./types";

type Query = Record<string, string | number | boolean | (string | number)[] | undefined>;
type Id = { id: string | number };

interface Params {
  query?: Query;
  header?: Record<string, string>;
  path?: never;
  cookie?: never;
}
type Op<Out, Body = never, Path = never> = {
  parameters: [Path] extends [never] ? Params : Omit<Params, "path"> & { path: Path };
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Out } } };
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { "application/json": Body } } });
type Get<Out, Path = never> = Op<Out, never, Path>;
type Send<Out, Body, Path = never> = Op<Out, Body, Path>;
type Drop<Path = never, Out = undefined> = Op<Out, never, Path>;

export interface paths {
  "/session": {
    get: Get<T.Session>;
    post: Send<T.SignInResult, { email: string; password: string }>;
    delete: Drop;
  };
  "/session/totp": { post: Send<T.SignInResult, { code: string }> };
  "/setup": { post: Send<T.Me, T.SetupIn> };
  "/me": { patch: Send<T.Me, { name?: string; language?: T.Language; theme?: T.ThemeChoice }> };
  "/me/password": { put: Send<undefined, { current: string; new: string }> };
  "/me/totp": {
    post: Send<T.TotpEnrolment, Record<string, never>>;
    put: Send<{ recovery_codes: string[] }, { code: string }>;
    delete: Send<undefined, { password: string }>;
  };
  "/me/sessions": { get: Get<{ items: T.BrowserSession[] }> };
  "/me/sessions/{id}": { delete: Drop<Id> };

  "/people": { get: Get<T.Page<T.Person>>; post: Send<T.NewPerson, T.PersonIn> };
  "/people/{id}": { patch: Send<T.Person, T.PersonPatch, Id> };
  "/people/{id}/password": {
    put: Send<{ temporary_password: string }, Record<string, never>, Id>;
  };
  "/teams": { get: Get<T.Page<T.Team>>; post: Send<T.Team, T.TeamIn> };
  "/teams/{id}": { patch: Send<T.Team, T.TeamIn, Id> };
  "/absences": { get: Get<T.Page<T.Absence>>; post: Send<T.Absence, T.AbsenceIn> };
  "/absences/{id}": { delete: Drop<Id> };
  "/organisation": {
    get: Get<T.Organisation>;
    patch: Send<T.Organisation, Partial<T.Organisation>>;
  };
  "/holidays": {
    get: Get<T.Page<T.Holiday>>;
    post: Send<T.Holiday, { date: string; name: string }>;
  };
  "/holidays/{id}": { delete: Drop<Id> };
  "/tokens": {
    get: Get<T.Page<T.ApiToken>>;
    post: Send<T.NewApiToken, { name: string; scope: T.TokenScope }>;
  };
  "/tokens/{id}": { delete: Drop<Id> };
  "/audit": { get: Get<T.Run<T.TimelineEntry>> };

  "/dictionaries": { get: Get<T.Dictionaries> };
  "/dictionaries/{kind}": { post: Send<T.Entry, T.EntryIn, { kind: T.DictionaryKind }> };
  "/dictionaries/{kind}/{id}": {
    patch: Send<T.Entry, T.EntryIn, { kind: T.DictionaryKind; id: number }>;
  };
  "/products": { post: Send<T.Product, T.ProductIn> };
  "/products/{id}": { patch: Send<T.Product, T.ProductIn, Id> };
  "/pipelines": { post: Send<T.Pipeline, T.PipelineIn> };
  "/pipelines/{id}": { patch: Send<T.Pipeline, T.PipelineIn, Id> };
  "/pipelines/{id}/stages": { post: Send<T.Stage, T.StageIn, Id> };
  "/stages/{id}": { patch: Send<T.Stage, T.StageIn, Id> };
  "/custom-fields": { post: Send<T.CustomField, T.CustomFieldIn> };
  "/custom-fields/{id}": { patch: Send<T.CustomField, T.CustomFieldIn, Id> };

  "/deals": { get: Get<T.Page<T.DealRow>>; post: Send<T.Deal, T.DealIn> };
  "/deals/{id}": {
    get: Get<T.Deal, Id>;
    patch: Send<T.Deal, T.DealPatch, Id>;
    delete: Drop<Id, T.Deal>;
  };
  "/deals/{id}/stage": { put: Send<T.Deal, { stage: number }, Id> };
  "/deals/{id}/closure": { put: Send<T.Deal, T.ClosureIn, Id>; delete: Drop<Id, T.Deal> };
  "/deals/{id}/owner": {
    put: Send<T.Deal, { manager: number | null; reason?: string }, Id>;
  };
  "/deals/{id}/pause": {
    put: Send<T.Deal, { until: string; reason: string }, Id>;
    delete: Drop<Id, T.Deal>;
  };
  "/deals/{id}/lines": {
    get: Get<{ items: T.DealLine[] }, Id>;
    put: Send<T.Deal, { lines: Omit<T.DealLine, "id">[] }, Id>;
  };
  "/deals/{id}/timeline": { get: Get<T.Run<T.TimelineEntry>, Id> };
  "/deals/{id}/assignments": { get: Get<{ items: T.Assignment[] }, Id> };
  "/deals/{id}/notes": { post: Send<T.TimelineEntry, { text: string }, Id> };
  "/deals/{id}/contacts": { post: Send<T.TimelineEntry, T.ContactLogIn, Id> };
  "/deals/bulk": { post: Send<T.BulkResult, T.BulkIn> };
  "/board": { get: Get<T.Board> };
  "/board/{stage}/cards": { get: Get<T.Run<T.DealRow>, { stage: number }> };
  "/saved-views": { get: Get<T.Page<T.SavedView>>; post: Send<T.SavedView, T.SavedViewIn> };
  "/saved-views/{id}": { patch: Send<T.SavedView, Partial<T.SavedViewIn>, Id>; delete: Drop<Id> };

  "/contacts": { get: Get<T.Page<T.Contact>>; post: Send<T.Contact, T.ContactIn> };
  "/contacts/{id}": { get: Get<T.ContactFull, Id>; patch: Send<T.Contact, T.ContactIn, Id> };
  "/contacts/{id}/merge": { post: Send<T.Contact, { other: string }, Id> };
  "/companies": { get: Get<T.Page<T.Company>>; post: Send<T.Company, T.CompanyIn> };
  "/companies/{id}": { get: Get<T.Company, Id>; patch: Send<T.Company, T.CompanyIn, Id> };

  "/requests": { get: Get<T.Page<T.InboxRequest>> };
  "/requests/{id}": { get: Get<T.InboxRequest, Id> };
  "/requests/{id}/state": { put: Send<T.InboxRequest, { state: "accepted" | "junk" }, Id> };
  "/forms": { get: Get<T.Page<T.RequestForm>>; post: Send<T.RequestForm, T.RequestFormIn> };
  "/forms/{id}": { patch: Send<T.RequestForm, T.RequestFormIn, Id> };
  "/routing": { get: Get<{ items: T.RoutingRule[] }> };
  "/routing/{pipeline}": { put: Send<T.RoutingRule, T.RoutingIn, { pipeline: number }> };
  "/routing/{pipeline}/ledger": { get: Get<T.Run<T.LedgerEntry>, { pipeline: number }> };

  "/reports": { get: Get<{ items: T.MetricInfo[] }> };
  "/reports/conversion": { get: Get<T.ConversionReport> };
  "/reports/conversion/deals": { get: Get<T.Page<T.DealRow>> };
  "/search": { get: Get<{ items: T.SearchHit[] }> };
  "/health": { get: Get<T.Health> };
}
