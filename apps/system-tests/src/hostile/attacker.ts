import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { Route } from '@scrutin/contracts/routes';
import { pathOf } from '@scrutin/contracts/routes';
import {
  hostileAddress,
  hostileText,
  MALFORMED_TEXTS,
  REFUSED_IN_ONE_LINE,
  REFUSED_TEXTS,
  TRACE,
} from './hostile-texts.ts';
import type { TextField } from './text-fields.ts';
import { fieldName, textFieldsOf } from './text-fields.ts';

/** The routes of both APIs. No name is in both tables except those of reads. */
const ROUTES: Readonly<Record<string, Route>> = { ...PUBLIC_ROUTES, ...ADMIN_ROUTES };

/** Fields that the office reads further, though their schema takes any text: times, colours, rules, addresses. */
const READ_FURTHER =
  /\.(opens_at|closes_at|time_zone|quorum_share|threshold|rule_set|color|photo_url|tied|drawn|contest|from|to)$/;
/** Fields that nobody ever reads again. A password may be any text, and a key any visible characters. */
const SECRET = /password$|idempotency_key$|SecondFactor\.code$|^login\./;
/** Fields on one line. */
const ONE_LINE = /name(\.|$)|title\./;

/** How many requests are on their way at once: fewer rolls than the office refuses because of their number. */
const AT_ONCE = 3;

type Texts = Readonly<Record<string, unknown>>;

/** What a request has. */
export interface GivenRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Texts;
  readonly body?: Texts;
  /** The body as lines, for a route that takes lines. */
  readonly lines?: string;
  /** Whether the act awaits the approval of somebody else. */
  readonly awaits?: true;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Which fields were attacked, and which text each of them has stored. */
export class Attacks {
  readonly attacked = new Set<string>();
  readonly carried = new Map<string, string>();
}

/** Somebody who tries hostile texts in every field of a request before each act, and then acts with the worst of them. */
export class Attacker {
  readonly #target: () => string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #attacks: Attacks;

  private constructor(target: () => string, attacks: Attacks, headers: Readonly<Record<string, string>>) {
    this.#target = target;
    this.#attacks = attacks;
    this.#headers = headers;
  }

  /** Somebody without a session. */
  static stranger(target: () => string, attacks: Attacks): Attacker {
    return new Attacker(target, attacks, {});
  }

  /** A gateway with its key. */
  static gateway(target: () => string, attacks: Attacks, key: string): Attacker {
    return new Attacker(target, attacks, { authorization: `Bearer ${key}` });
  }

  /** @throws Error if the login is refused */
  static async login(
    target: () => string,
    attacks: Attacks,
    { email, password }: { readonly email: string; readonly password: string },
  ): Promise<Attacker> {
    const response = await fetch(`${target()}/admin/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const { csrf_token: token } = (await response.json()) as { csrf_token?: string };
    if (token === undefined) throw new Error(`The login of ${email} was answered ${response.status}.`);
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return new Attacker(target, attacks, { cookie, 'x-csrf-token': token });
  }

  /**
   * Tries every hostile text in every field, which must be refused, or taken as a text. Then sends the request with a
   * hostile text in every field that takes any text.
   *
   * @param mark tells two acts of one route apart
   * @returns the body of the answer
   * @throws Error if a text was taken that should not be, or the act itself was refused
   */
  async act(name: string, given: GivenRequest, mark = ''): Promise<unknown> {
    const fields = textFieldsOf(routeNamed(name));
    const filled = fields
      .filter((field) => isFree(name, field))
      .reduce((request, field) => {
        if (valueAt(request, field) !== undefined) return request;
        const key = `${fieldName(name, field)}${mark === '' ? '' : `@${mark}`}`;
        const [carrier, text] = key.endsWith('.email')
          ? [key.toLowerCase(), hostileAddress(key.toLowerCase())]
          : [key, hostileText(key)];
        this.#attacks.carried.set(carrier, text);
        return withValue(request, field, text);
      }, given);
    for (const field of fields) {
      const key = fieldName(name, field);
      // A password may be any text, so that the attempt would be the act itself.
      if (!SECRET.test(key) && !this.#attacks.attacked.has(key)) await this.#attack(name, field, filled);
    }
    const { status, text } = await this.send(name, filled);
    if (status >= 300 || (status === 202 && given.awaits !== true))
      throw new Error(`${name} was answered ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /**
   * Tries every hostile text in every field of a request that is never carried out.
   *
   * @param only the names of the fields, if others do not belong to this request
   */
  async attack(name: string, given: GivenRequest, only?: readonly string[]): Promise<void> {
    for (const field of textFieldsOf(routeNamed(name))) {
      if (only?.includes(lastNameOf(field)) !== false) await this.#attack(name, field, given);
    }
  }

  async #attack(name: string, field: TextField, given: GivenRequest): Promise<void> {
    const key = fieldName(name, field);
    this.#attacks.attacked.add(key);
    const texts = Object.entries(textsFor(name, field));
    while (texts.length > 0) {
      const some = texts.splice(0, AT_ONCE);
      await Promise.all(some.map(([what, text]) => this.#try(name, field, { given, what, text })));
    }
  }

  async #try(
    name: string,
    field: TextField,
    { given, what, text }: { readonly given: GivenRequest; readonly what: string; readonly text: string },
  ): Promise<void> {
    const key = fieldName(name, field);
    const answer = refusalOfVote(await this.send(name, withValue(given, field, text)), name);
    const where = `${key} with ${what} was answered ${answer.status}: ${answer.text.slice(0, 600)}`;
    if (answer.text.includes(`${TRACE}=1`)) throw new Error(`The text comes back. ${where}`);
    if (answer.status >= 500) throw new Error(where);
    const isRead = routeNamed(name).method === 'get' && answer.status === 200;
    if (SECRET.test(key) || isRead) return;
    if (answer.status < 400) throw new Error(`It was taken. ${where}`);
    if (answer.type !== 'application/problem+json') throw new Error(`It is no problem. ${where}`);
    const { errors = [], refusal } = JSON.parse(answer.text) as {
      errors?: { field: string }[];
      refusal?: string;
    };
    const last = lastNameOf(field);
    const isNamed = refusal !== undefined || errors.some(({ field: named }) => named.includes(last));
    if ([400, 422].includes(answer.status) && !isNamed) throw new Error(`Nothing says why. ${where}`);
  }

  /** Sends one request as it is given. */
  async send(name: string, { params, query, body, lines }: GivenRequest): Promise<Answer> {
    const route = routeNamed(name);
    const search = new URLSearchParams(query as Record<string, string> | undefined).toString();
    const address = `${this.#target()}${pathOf(route, params)}${search === '' ? '' : `?${search}`}`;
    const type = lines === undefined ? 'application/json' : 'text/plain';
    const response = await fetch(address, {
      method: route.method.toUpperCase(),
      headers: {
        ...this.#headers,
        ...(body === undefined && lines === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined && lines === undefined ? {} : { body: lines ?? JSON.stringify(body) }),
    });
    const [media = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { status: response.status, type: media, text: await response.text() };
  }
}

/** A request with many votes is answered 200 if all are refused, and has a problem for each of them. */
function refusalOfVote(answer: Answer, name: string): Answer {
  if (name !== 'voteInBatch' || answer.status !== 200) return answer;
  const [problem] = (JSON.parse(answer.text) as { votes: { status: number }[] }).votes;
  return { status: problem?.status ?? 200, type: 'application/problem+json', text: JSON.stringify(problem) };
}

function lastNameOf({ path }: Pick<TextField, 'path'>): string {
  return path.filter((part) => part !== '[]').at(-1) ?? '';
}

function routeNamed(name: string): Route {
  const route = ROUTES[name];
  if (route === undefined) throw new Error(`There is no route ${name}.`);
  return route;
}

/** Whether the field takes any text that people can read. */
function isFree(name: string, field: TextField): boolean {
  const key = fieldName(name, field);
  return !field.isClosed && !READ_FURTHER.test(key) && !SECRET.test(key);
}

function textsFor(name: string, field: TextField): Readonly<Record<string, string>> {
  const key = fieldName(name, field);
  if (!isFree(name, field)) return MALFORMED_TEXTS;
  return ONE_LINE.test(key) || key.endsWith('.email')
    ? { ...REFUSED_TEXTS, ...REFUSED_IN_ONE_LINE }
    : REFUSED_TEXTS;
}

function valueAt(given: GivenRequest, { part, path }: TextField): unknown {
  return path.reduce<unknown>((value, name) => {
    if (name === '[]') return Array.isArray(value) ? (value as unknown[])[0] : undefined;
    return typeof value === 'object' && value !== null ? (value as Texts)[name] : undefined;
  }, given[part]);
}

function withValue(given: GivenRequest, { part, path }: TextField, text: string): GivenRequest {
  return { ...given, [part]: put(given[part], path, text) };
}

function put(value: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text;
  if (name === '[]') {
    const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [undefined];
    return [put(first, rest, text), ...others];
  }
  const object = typeof value === 'object' && value !== null ? (value as Texts) : {};
  return { ...object, [name]: put(object[name], rest, text) };
}
