// The shapes of the HTTP API, by noun. Times are ISO 8601 UTC strings, money is a number of major units.

export type Language = "ru" | "en";
export type Role = "manager" | "lead" | "head" | "admin";
export type ThemeChoice = "auto" | "light" | "dark";

/** Any "who or what" in an answer: dictionaries and people have number ids, records string ids. */
export interface Ref {
  id: number;
  name: string;
}
export interface RecordRef {
  id: string;
  name: string;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}
/** A list without a total: timelines, ledgers, board columns. */
export interface Run<T> {
  items: T[];
  next: string | null;
}

// --- session and me ---------------------------------------------------------------------------------

export interface Permissions {
  see_all: boolean;
  manage_settings: boolean;
  manage_people: boolean;
  assign: boolean;
  import_data: boolean;
  see_costs: boolean;
}

export interface Me {
  id: number;
  name: string;
  email: string;
  role: Role;
  team: Ref | null;
  language: Language;
  theme: ThemeChoice;
  mfa: boolean;
  can: Permissions;
}

export interface OrganisationBrief {
  name: string;
  language: Language;
  time_zone: string;
  currency: string;
}

export interface Session {
  user: Me | null;
  setup_needed: boolean;
  languages: Language[];
  organisation: OrganisationBrief | null;
  csrf_token: string;
}

export interface SignInResult {
  user: Me | null;
  mfa_required: boolean;
}

export interface SetupIn {
  code: string;
  organisation: OrganisationBrief;
  admin: { name: string; email: string; password: string };
  sample: "empty" | "basics";
}

export interface TotpEnrolment {
  secret: string;
  uri: string;
  qr_svg: string;
}

export interface BrowserSession {
  id: string;
  created_at: string;
  last_seen_at: string;
  ip: string | null;
  user_agent: string;
  current: boolean;
}

// --- people and organisation ------------------------------------------------------------------------

export interface Person {
  id: number;
  name: string;
  email?: string;
  role: Role;
  team: Ref | null;
  is_active: boolean;
  absent_until: string | null;
  mfa?: boolean;
}
export interface NewPerson extends Person {
  temporary_password?: string;
}
export interface PersonIn {
  name: string;
  email: string;
  role: Role;
  team: number | null;
  password?: string;
}
export interface PersonPatch {
  name?: string;
  email?: string;
  role?: Role;
  team?: number | null;
  is_active?: boolean;
}

export interface Team {
  id: number;
  name: string;
  lead: Ref | null;
  is_archived: boolean;
  members: number;
}
export interface TeamIn {
  name?: string;
  lead?: number | null;
  is_archived?: boolean;
}

export type AbsenceKind = "vacation" | "sick" | "other";
export interface Absence {
  id: number;
  person: Ref;
  starts_at: string;
  ends_at: string;
  kind: AbsenceKind;
  comment: string;
}
export interface AbsenceIn {
  person: number;
  starts_at: string;
  ends_at: string;
  kind: AbsenceKind;
  comment?: string;
}

/** Weekday "0" (Monday) … "6" → intervals ["09:00","18:00"]. */
export type WorkingWeek = Record<string, string[][]>;
export interface Organisation extends OrganisationBrief {
  week: WorkingWeek;
  promise_hours: number;
  answer_target_minutes: number;
}
export interface Holiday {
  id: number;
  date: string;
  name: string;
}

export type TokenScope = "intake" | "read" | "write";
export interface ApiToken {
  id: number;
  name: string;
  scope: TokenScope;
  created_at: string;
  last_used_at: string | null;
  created_by?: Ref | null;
}
export interface NewApiToken extends ApiToken {
  token: string;
}

// --- dictionaries -----------------------------------------------------------------------------------

export interface Entry {
  id: number;
  name: string;
  position: number;
  is_archived: boolean;
}
export interface CampaignEntry extends Entry {
  source: number | null;
}
export interface LossReason extends Entry {
  is_refusal: boolean;
}
export interface LossReasonGroup extends LossReason {
  reasons: LossReason[];
}
export interface Stage {
  id: number;
  name: string;
  position: number;
  limit_hours: number | null;
  is_archived: boolean;
}
export type RoutingMode = "manual" | "fair";
export interface Pipeline {
  id: number;
  name: string;
  position: number;
  is_archived: boolean;
  routing_mode: RoutingMode;
  stages: Stage[];
}
export interface Product {
  id: number;
  name: string;
  sku: string;
  category: number | null;
  price: number | null;
  currency: string;
  is_archived: boolean;
  cost?: number | null;
}
export interface ProductIn {
  name?: string;
  sku?: string;
  category?: number | null;
  price?: number | null;
  cost?: number | null;
  is_archived?: boolean;
}
export type CustomFieldKind = "text" | "number" | "date" | "choice";
export interface CustomField {
  id: number;
  key: string;
  label: string;
  kind: CustomFieldKind;
  choices: string[];
  is_required: boolean;
  is_archived: boolean;
  position: number;
}
export type CustomFieldIn = Partial<Omit<CustomField, "id">>;
export type CustomValue = string | number | null;

export interface PersonEntry {
  id: number;
  name: string;
  role: Role;
  team: number | null;
  is_active: boolean;
}
export interface TeamEntry {
  id: number;
  name: string;
  lead: number | null;
}

export interface Dictionaries {
  pipelines: Pipeline[];
  deal_types: Entry[];
  markets: Entry[];
  sources: Entry[];
  campaigns: CampaignEntry[];
  categories: Entry[];
  loss_reasons: LossReasonGroup[];
  products: Product[];
  custom_fields: CustomField[];
  people: PersonEntry[];
  teams: TeamEntry[];
}

export type DictionaryKind =
  | "markets"
  | "sources"
  | "campaigns"
  | "deal_types"
  | "categories"
  | "loss_reason_groups"
  | "loss_reasons";
export interface EntryIn {
  name?: string;
  position?: number;
  is_archived?: boolean;
  source?: number | null;
  group?: number;
  is_refusal?: boolean;
}
export interface PipelineIn {
  name?: string;
  position?: number;
  is_archived?: boolean;
  routing_mode?: RoutingMode;
}
export interface StageIn {
  name?: string;
  position?: number;
  limit_hours?: number | null;
  is_archived?: boolean;
}

// --- deals ------------------------------------------------------------------------------------------

export type DealState = "open" | "won" | "lost";

export interface DealRow {
  id: string;
  title: string;
  pipeline: Ref;
  stage: Ref;
  state: DealState;
  owner: Ref | null;
  contact: RecordRef | null;
  company: RecordRef | null;
  deal_type: Ref | null;
  market: Ref | null;
  source: Ref | null;
  campaign: Ref | null;
  product: Ref | null;
  amount: number | null;
  currency: string;
  created_at: string;
  stage_entered_at: string;
  closed_at: string | null;
  last_contact_at: string | null;
  paused_until: string | null;
  answer_due_at: string | null;
  first_answer_at: string | null;
  loss_reason: (Ref & { group: Ref | null }) | null;
  version: number;
  custom: Record<string, CustomValue>;
  can: { edit: boolean; assign: boolean; close: boolean; open?: boolean };
}

export interface DealLine {
  id?: number | string;
  product: number | null;
  name: string;
  quantity: number;
  price: number;
  discount: number;
  cost?: number | null;
}

export interface Deal extends DealRow {
  pause: { until: string; reason: string } | null;
  loss_comment: string;
  lines: DealLine[];
  contact: Contact | null;
  margin?: number | null;
  margin_rate?: number | null;
  promised_at: string | null;
  request_id: string | null;
  duplicates: { id: string; title: string; state: DealState }[];
}

export interface NewContact {
  name: string;
  phone?: string;
  email?: string;
}
export interface DealIn {
  title: string;
  pipeline: number;
  stage?: number;
  deal_type?: number | null;
  market?: number | null;
  source?: number | null;
  campaign?: number | null;
  product?: number | null;
  amount?: number | null;
  owner?: number | null;
  contact?: string | null;
  contact_new?: NewContact;
  company?: string | null;
  custom?: Record<string, CustomValue>;
}
export interface DealPatch {
  title?: string;
  amount?: number | null;
  deal_type?: number | null;
  market?: number | null;
  source?: number | null;
  campaign?: number | null;
  product?: number | null;
  contact?: string | null;
  company?: string | null;
  custom?: Record<string, CustomValue>;
}
export interface ClosureIn {
  outcome: "won" | "lost";
  reason?: number | null;
  comment?: string;
  at?: string;
}

export interface TimelineEntry {
  position: number;
  at: string;
  kind: string;
  actor: { kind: "person" | "token" | "system"; id: number | null; name: string };
  deal: { id: string; title: string } | null;
  data: Record<string, unknown>;
  note?: { id: string; text: string };
}

export interface EligibleManager {
  manager: Ref;
  weight: number;
  due: number;
  given: number;
  load: number;
}
export interface Assignment {
  at: string;
  mode: string;
  branch: string;
  manager: Ref | null;
  propensity: number | null;
  eligible: EligibleManager[];
  features: Record<string, unknown>;
}

export interface BulkIn {
  ids: string[];
  action: "move" | "assign" | "lose" | "edit";
  stage?: number;
  manager?: number | null;
  reason?: number;
  comment?: string;
  fields?: DealPatch;
}
export interface BulkResult {
  changed: number;
  refused: { id: string; code: string; message: string }[];
}

export interface BoardColumn {
  stage: Stage;
  count: number;
  amount: number;
  cards: DealRow[];
  next: string | null;
}
export interface Board {
  pipeline: Ref;
  columns: BoardColumn[];
  won: { count: number; amount: number };
  lost: { count: number; amount: number };
  position: number;
}

export interface ContactLogIn {
  channel: "call" | "email" | "message" | "meeting";
  direction: "in" | "out";
  answered: boolean;
  at?: string;
  seconds?: number;
  text?: string;
}

export interface SavedView {
  id: number;
  name: string;
  screen: "deals";
  query: string;
  shared_with: "me" | "team" | "all";
  owner?: Ref;
  is_mine?: boolean;
}
export type SavedViewIn = Pick<SavedView, "name" | "screen" | "query" | "shared_with">;

// --- clients ----------------------------------------------------------------------------------------

export interface ContactPoint {
  kind: "phone" | "email";
  value: string;
  is_primary: boolean;
}
export interface Consent {
  purpose: string;
  text_version: string;
  given_at: string;
}
export interface Contact {
  id: string;
  name: string;
  company: RecordRef | null;
  owner: Ref | null;
  points: ContactPoint[];
  comment: string;
  created_at: string;
  version: number;
  consents: Consent[];
  can: { edit: boolean; merge: boolean };
}
export interface ContactFull extends Contact {
  deals: DealRow[];
  duplicates: { id: string; name: string; reason: "phone" | "email"; value: string }[];
}
export interface ContactIn {
  name?: string;
  company?: string | null;
  points?: ContactPoint[];
  comment?: string;
}
export interface Company {
  id: string;
  name: string;
  tax_id: string;
  site: string;
  comment: string;
  owner: Ref | null;
  created_at: string;
  version: number;
  contacts?: Contact[];
  deals?: DealRow[];
}
export interface CompanyIn {
  name?: string;
  tax_id?: string;
  site?: string;
  comment?: string;
}

// --- intake, forms, routing -------------------------------------------------------------------------

export type RequestState = "received" | "done" | "quarantined" | "failed";
export interface InboxRequest {
  id: string;
  received_at: string;
  channel: string;
  form: Ref | null;
  state: RequestState;
  name: string;
  phone: string;
  email: string;
  message: string;
  source: Ref | null;
  campaign: Ref | null;
  deal: { id: string; title: string; owner: Ref | null } | null;
  matched: boolean;
  promised_at: string | null;
  answer_due_at: string | null;
  answered_at: string | null;
  reason?: string | null;
}

export interface FormField {
  show: boolean;
  required: boolean;
}
export interface RequestForm {
  id: number;
  name: string;
  slug: string;
  language: Language;
  pipeline: number;
  source: number | null;
  campaign: number | null;
  title: string;
  intro: string;
  button: string;
  thanks: string;
  fields: { name: FormField; phone: FormField; email: FormField; message: FormField };
  consent_text: string;
  allowed_origins: string[];
  is_active: boolean;
  consent_version: string;
  url: string;
  script_url: string;
  embed_html: string;
}
export type RequestFormIn = Partial<
  Omit<RequestForm, "id" | "consent_version" | "url" | "script_url" | "embed_html">
>;

export interface RoutingMember {
  manager: Ref;
  weight: number;
  capacity: number | null;
  is_active: boolean;
  given_30d: number;
  open_deals: number;
  absent_until: string | null;
}
export interface RoutingRule {
  pipeline: Ref;
  mode: RoutingMode;
  members: RoutingMember[];
}
export interface RoutingIn {
  mode: RoutingMode;
  members: { manager: number; weight: number; capacity: number | null; is_active: boolean }[];
}
export interface LedgerEntry {
  at: string;
  deal: { id: string; title: string };
  manager: Ref | null;
  mode: string;
  branch: string;
  propensity: number | null;
  eligible: EligibleManager[];
}

// --- reports, search, health ------------------------------------------------------------------------

export interface MetricInfo {
  key: string;
  title: string;
  definition: string;
  unit: string;
  better: "more" | "less" | "none" | string;
}

export interface ConversionCell {
  entered: number;
  advanced: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  open: number;
  index?: number | null;
  /** Losses that are no refusals (duplicates, spam): outside the denominator, counted apart. */
  excluded?: number;
  list: string;
}
export type ConversionRow = ConversionCell & {
  [dimension: string]: unknown;
};
export interface ConversionStep {
  from: { id: number | string; name: string };
  to: { id: number | string; name: string };
}
export interface ConversionReport {
  key: string;
  definition: string;
  as_of: string;
  position: number;
  filters: Record<string, unknown>;
  /** The step the rows speak of, and all steps of the pipeline in order. */
  step?: ConversionStep;
  steps: ConversionStep[];
  rows: ConversionRow[];
  total: ConversionCell;
  matrix?: (ConversionCell & { step: number | string })[][];
  /** The whole, for each of `steps`. */
  total_matrix?: ConversionCell[];
  day_n?: { day: number; rate: number | null }[];
}

export type SearchKind = "deal" | "contact" | "company" | "request";
export interface SearchHit {
  kind: SearchKind;
  id: string;
  title: string;
  hint: string;
}

export interface Health {
  status: string;
  database: string;
  position: number;
  mirror_position: number;
  mirror_lag: number;
  worker: string;
  version: string;
}
