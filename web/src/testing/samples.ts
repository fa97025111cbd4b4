// The fixed cast and a small company, shared by all tests and by the screenshots.
import type {
  ContactFull,
  Deal,
  DealRow,
  Dictionaries,
  Me,
  Permissions,
  PersonEntry,
  Ref,
  Role,
  Session,
} from "@/api/types";

const TEAM_NORTH: Ref = { id: 1, name: "Север" };
const TEAM_SOUTH: Ref = { id: 2, name: "Юг" };

const NOTHING: Permissions = {
  see_all: false,
  manage_settings: false,
  manage_people: false,
  assign: false,
  import_data: false,
  see_costs: false,
};
const ALL: Permissions = {
  see_all: true,
  manage_settings: true,
  manage_people: true,
  assign: true,
  import_data: true,
  see_costs: true,
};

function person(id: number, name: string, role: Role, team: Ref | null, can: Permissions): Me {
  const email = `${["alice", "bob", "carol", "dave", "erin", "henry", "ada"][id - 1]}@example.org`;
  return { id, name, email, role, team, language: "ru", theme: "light", mfa: false, can };
}

/** Alice owns, Bob is on her team, Carol leads it; Dave and Erin are the other team; Henry is the head. */
export const CAST = {
  alice: person(1, "Алиса Орлова", "manager", TEAM_NORTH, NOTHING),
  bob: person(2, "Борис Ким", "manager", TEAM_NORTH, NOTHING),
  carol: person(3, "Карина Лосева", "lead", TEAM_NORTH, { ...NOTHING, assign: true }),
  dave: person(4, "Давид Петров", "manager", TEAM_SOUTH, NOTHING),
  erin: person(5, "Ирина Шах", "lead", TEAM_SOUTH, { ...NOTHING, assign: true }),
  henry: person(6, "Геннадий Волков", "head", null, { ...ALL, manage_people: true }),
  ada: person(7, "Ада Белова", "admin", null, ALL),
} as const;
export type CastName = keyof typeof CAST;

export function sessionOf(who: CastName | null, changes: Partial<Me> = {}): Session {
  return {
    user: who ? { ...CAST[who], ...changes } : null,
    setup_needed: false,
    languages: ["ru", "en"],
    organisation: { name: "Школа «Азимут»", language: "ru", time_zone: "Europe/Moscow", currency: "RUB" },
    csrf_token: "csrf-test",
  };
}

const entry = (id: number, name: string, position = id) => ({ id, name, position, is_archived: false });
const stage = (id: number, name: string, limit_hours: number | null = null) => ({
  ...entry(id, name),
  limit_hours,
});
const asEntry = (me: Me): PersonEntry => ({
  id: me.id,
  name: me.name,
  role: me.role,
  team: me.team?.id ?? null,
  is_active: true,
});

export const dictionaries: Dictionaries = {
  pipelines: [
    {
      ...entry(1, "Продажи"),
      routing_mode: "fair",
      stages: [
        stage(11, "Новая", 4),
        stage(12, "Разговор"),
        stage(13, "Предложение", 72),
        stage(14, "Договор"),
      ],
    },
    {
      ...entry(2, "Повторные"),
      routing_mode: "manual",
      stages: [stage(21, "Повод"), stage(22, "Согласование")],
    },
  ],
  deal_types: [entry(1, "Курс"), entry(2, "Корпоративное обучение")],
  markets: [entry(1, "Москва"), entry(2, "Регионы")],
  sources: [entry(1, "Сайт"), entry(2, "Телефон"), entry(3, "Рекомендация")],
  campaigns: [{ ...entry(1, "Осень"), source: 1 }],
  categories: [entry(1, "Программирование")],
  loss_reasons: [
    {
      ...entry(1, "Клиент"),
      is_refusal: true,
      reasons: [
        { ...entry(101, "Дорого"), group: 1, is_refusal: true },
        { ...entry(102, "Выбрали других"), group: 1, is_refusal: true },
      ],
    },
    {
      ...entry(2, "Не клиент"),
      is_refusal: false,
      reasons: [{ ...entry(201, "Спам"), group: 2, is_refusal: false }],
    },
  ],
  products: [
    { ...entry(1, "Python с нуля"), sku: "PY-1", category: 1, price: 49_900, currency: "RUB", cost: 12_000 },
  ],
  custom_fields: [
    {
      id: 1,
      key: "level",
      label: "Уровень",
      kind: "choice",
      choices: ["Новичок", "Опытный"],
      is_required: false,
      is_archived: false,
      position: 1,
    },
    {
      id: 2,
      key: "seats",
      label: "Мест",
      kind: "number",
      choices: [],
      is_required: false,
      is_archived: false,
      position: 2,
    },
  ],
  people: Object.values(CAST).map(asEntry),
  teams: [
    { id: 1, name: "Север", lead: 3 },
    { id: 2, name: "Юг", lead: 5 },
  ],
};

/** A deal row; tell only what the test is about. */
export function dealRow(changes: Partial<DealRow> & { id: string }): DealRow {
  return {
    title: `Сделка ${changes.id}`,
    pipeline: { id: 1, name: "Продажи" },
    stage: { id: 11, name: "Новая" },
    state: "open",
    owner: { id: 1, name: CAST.alice.name },
    contact: { id: `c-${changes.id}`, name: "Мария Иванова" },
    company: null,
    deal_type: { id: 1, name: "Курс" },
    market: { id: 1, name: "Москва" },
    source: { id: 1, name: "Сайт" },
    campaign: null,
    product: { id: 1, name: "Python с нуля" },
    amount: 49_900,
    currency: "RUB",
    created_at: "2026-11-20T09:00:00Z",
    stage_entered_at: "2026-11-20T09:00:00Z",
    closed_at: null,
    last_contact_at: null,
    next_task_at: null,
    paused_until: null,
    answer_due_at: null,
    first_answer_at: null,
    loss_reason: null,
    version: 1,
    custom: {},
    can: { open: true, edit: true, assign: false, close: true },
    ...changes,
  };
}

export function contact(changes: Partial<ContactFull> & { id: string }): ContactFull {
  return {
    name: "Мария Иванова",
    company: null,
    owner: { id: 1, name: CAST.alice.name },
    points: [{ kind: "phone", value: "+79161234567", is_primary: true }],
    comment: "",
    created_at: "2026-11-20T09:00:00Z",
    version: 1,
    consents: [],
    can: { edit: true, merge: false },
    deals: [],
    duplicates: [],
    ...changes,
  };
}

/** A whole deal, as its own page gets it. */
export function dealFull(changes: Partial<Deal> & { id: string }): Deal {
  const { contact: given, ...rest } = changes;
  return {
    ...dealRow({ id: changes.id }),
    contact: given === undefined ? contact({ id: `c-${changes.id}` }) : given,
    pause: null,
    loss_comment: "",
    lines: [],
    promised_at: null,
    request_id: null,
    duplicates: [],
    ...rest,
  };
}

export const page = <T>(items: T[], next: string | null = null) => ({ items, next, total: items.length });
