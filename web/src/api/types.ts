// Short names for the shapes of the HTTP API, which `make openapi` writes from the server's own description.
// Times are ISO 8601 UTC strings, money is a number of major units.
import type { components, operations } from "./schema";

type Shape = components["schemas"];

/** Any "who or what" in an answer: dictionaries and people have number ids, records string ids. */
export type Ref = Shape["Ref"];
export type RecordRef = Shape["RecordRef"];

/** A list that is read page by page and tells how long it is; a run does not know its length. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}
export type Run<T> = Omit<Page<T>, "total">;

// Session and me
export type Me = Shape["Me"];
export type Permissions = Shape["Permissions"];
export type Language = Me["language"];
export type Role = Me["role"];
export type ThemeChoice = Me["theme"];
export type OrganisationBrief = Shape["OrganisationBrief"];
export type Session = Shape["SessionOut"];
export type SignInResult = Shape["SignInOut"];
export type SetupIn = Shape["SetupIn"];

// People and organisation
export type Person = Shape["PersonOut"];
export type NewPerson = Shape["NewPersonOut"];
export type PersonIn = Shape["PersonIn"];
export type PersonPatch = Shape["PersonPatch"];
export type Team = Shape["TeamOut"];
export type TeamIn = Shape["TeamIn"];
export type TeamPatch = Shape["TeamPatch"];
export type Absence = Shape["AbsenceOut"];
export type AbsenceIn = Shape["AbsenceIn"];
export type AbsenceKind = Absence["kind"];
export type Organisation = Shape["OrganisationOut"];
export type OrganisationPatch = Shape["OrganisationPatch"];
/** Weekday "0" (Monday) … "6" → intervals ["09:00","18:00"]. */
export type WorkingWeek = Organisation["week"];
export type Holiday = Shape["HolidayOut"];
export type ApiToken = Shape["TokenOut"];
export type NewApiToken = Shape["NewTokenOut"];
export type TokenScope = ApiToken["scope"];
export type AuditEntry = Shape["AuditEntry"];

// Dictionaries
export type Dictionaries = Shape["DictionariesOut"];
export type Entry = Shape["EntryOut"];
export type EntryIn = Shape["EntryIn"];
export type EntryPatch = Shape["EntryPatch"];
export type CampaignEntry = Shape["CampaignOut"];
export type LossReason = Shape["ReasonOut"];
export type LossReasonGroup = Shape["ReasonGroupOut"];
export type Stage = Shape["StageOut"];
export type NewStage = Shape["NewStage"];
export type StagePatch = Shape["StagePatch"];
export type Pipeline = Shape["PipelineOut"];
export type PipelineIn = Shape["PipelineIn"];
export type PipelinePatch = Shape["PipelinePatch"];
export type RoutingMode = Pipeline["routing_mode"];
export type Product = Shape["ProductOut"];
export type ProductIn = Shape["ProductIn"];
export type ProductPatch = Shape["ProductPatch"];
export type CustomField = Shape["CustomFieldOut"];
export type CustomFieldIn = Shape["CustomFieldIn"];
export type CustomFieldPatch = Shape["CustomFieldPatch"];
export type CustomFieldKind = CustomField["kind"];
export type CustomValue = string | number | null;
export type PersonEntry = Shape["PersonEntry"];
export type TeamEntry = Shape["TeamEntry"];
export type DictionaryKind =
  "markets" | "sources" | "campaigns" | "deal_types" | "categories" | "loss_reason_groups" | "loss_reasons";

// Deals
export type DealState = DealRow["state"];
export type DealRow = Shape["DealRow"];
export type Deal = Shape["DealOut"];
export type DealIn = Shape["DealIn"];
export type DealPatch = Shape["DealPatch"];
export type DealLine = Shape["LineOut"];
export type DealLineIn = Shape["LineIn"];
export type DealSort = NonNullable<NonNullable<operations["listDeals"]["parameters"]["query"]>["sort"]>;
export type NewContact = Shape["NewContact"];
export type ClosureIn = Shape["ClosureIn"];
export type TimelineEntry = Shape["TimelineEntry"];
export type BulkIn = Shape["BulkIn"];
export type BulkResult = Shape["BulkOut"];
export type Board = Shape["BoardOut"];
export type BoardColumn = Shape["BoardColumn"];
export type ContactLogIn = Shape["ContactLogIn"];
export type Task = Shape["TaskOut"];
export type TaskKind = Task["kind"];
export type TaskIn = Shape["TaskIn"];
export type TaskPatch = Shape["TaskPatch"];
export type TaskDoneIn = Shape["TaskDoneIn"];
export type Desk = Shape["DeskOut"];
export type DeskRow = Shape["DeskRow"];
export type SavedView = Shape["ViewOut"];
export type SavedViewIn = Shape["ViewIn"];
/** A view as its dialog gives it: the screen is known to whoever shows the dialog. */
export type SavedViewDraft = Omit<SavedViewIn, "screen">;

// Commercial offers
export type OfferRow = Shape["OfferRow"];
export type OfferState = OfferRow["state"];
export type Offer = Shape["OfferOut"];
export type OfferVersion = Shape["OfferVersionOut"];
export type OfferLine = Shape["OfferLineOut"];
export type OfferReading = Shape["OpeningOut"];
export type OfferAcceptance = Shape["AcceptanceOut"];
export type OfferDecline = Shape["DeclineOut"];
export type OfferPatch = Shape["DraftPatch"];
export type OfferLineIn = Shape["OfferLineIn"];
export type SentOffer = Shape["SentOut"];
export type CompanyLook = Shape["LookOut"];
export type CompanyLookPatch = Shape["LookPatch"];

// Clients
export type Contact = Shape["ContactOut"];
export type ContactFull = Shape["ContactPage"];
export type ContactIn = Shape["ContactIn"];
export type ContactPatch = Shape["ContactPatch"];
export type ContactPoint = Shape["PointOut"];
export type Consent = Shape["ConsentOut"];
export type Company = Shape["CompanyOut"];
export type CompanyFull = Shape["CompanyPage"];
export type CompanyIn = Shape["CompanyIn"];
export type CompanyPatch = Shape["CompanyPatch"];

// Intake, forms, routing
export type InboxRequest = Shape["RequestOut"];
/** The description leaves the keys of `fields` open; the four are always there. */
export type RequestForm = Omit<Shape["FormOut"], "fields" | "language"> & {
  language: Language;
  fields: Record<"name" | "phone" | "email" | "message", FormField>;
};
export type RequestFormIn = Shape["FormIn"];
export type RequestFormPatch = Shape["FormPatch"];
export type FormField = Shape["FieldOut"];
export type RoutingRule = Shape["RoutingOut"];
export type RoutingMember = Shape["MemberOut"];
export type RoutingIn = Shape["RoutingIn"];
export type LedgerEntry = Shape["LedgerOut"];
export type EligibleManager = Shape["EligibleOut"];
export type Assignment = Shape["AssignmentOut"];

// Reports and search
export type MetricInfo = Shape["ReportOut"];
export type Mailing = Shape["MailingOut"];
export type MailingIn = Shape["MailingIn"];
/** The description leaves the ends of a step open, as "from" cannot be a field's name in its language. */
export type ConversionReport = Omit<Shape["ConversionOut"], "step" | "steps"> & {
  step: StepEnds;
  steps: StepEnds[];
};
export type StepEnds = Record<"from" | "to", Shape["ValueOut"]>;
export type ConversionCell = Shape["FiguresOut"];
export type ConversionRow = Shape["RowOut"];
export type ConversionStep = Shape["StepRateOut"];
export type ChecksReport = Shape["ChecksOut"];
export type CheckRow = Shape["CheckRowOut"];
export type CheckBox = Shape["BoxOut"];
export type SlaReport = Shape["SlaOut"];
export type SlaRow = Shape["SlaRowOut"];
export type ActivityReport = Shape["ActivityOut"];
export type ActivityRow = Shape["ActivityRowOut"];
export type RefusalsReport = Shape["RefusalsOut"];
export type RefusalRow = Shape["RefusalRowOut"];
export type LossesReport = Shape["LossesOut"];
export type LossesRow = Shape["LossRowOut"];
export type LossToReview = Shape["LossOut"];
export type LossReviewIn = Shape["ReviewIn"];
export type CycleReport = Shape["CycleOut"];
export type CycleRow = Shape["CycleRowOut"];
export type ForgottenReport = Shape["ForgottenOut"];
export type ForgottenRow = Shape["ForgottenRowOut"];
export type DwellReport = Shape["DwellOut"];
export type DwellRow = Shape["DwellRowOut"];
export type StageDwell = Shape["StageDwellOut"];
export type StageCurve = Shape["StageCurveOut"];
export type AttachedPair = Shape["PairOut"];
export type SearchHit = Shape["HitOut"];
export type SearchKind = SearchHit["kind"];
