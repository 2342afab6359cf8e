/** A session with the admin API, for what `npm start` does with accounts. */
import { Refusal } from '../bootstrap/refusal.mjs';

const UNAUTHORIZED = 401;

export interface OfficeSession {
  /** Sends a request and returns the JSON of its answer, if it has any. @throws Refusal unless it is answered 2xx */
  readonly send: (method: string, route: string, body?: object) => Promise<unknown>;
}

/**
 * Logs in.
 *
 * @param office the address of the admin API
 * @returns undefined if the password is wrong
 * @throws Refusal if the login is refused for another reason
 */
export async function openOfficeSession(
  office: string,
  email: string,
  password: string,
): Promise<OfficeSession | undefined> {
  const login = await ask(office, 'POST', 'session', {}, { email, password });
  if (login.status === UNAUTHORIZED) return undefined;
  const { csrf_token: token } = (await bodyOf(login, 'session')) as { csrf_token: string };
  const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';');
  const headers = { cookie, 'x-csrf-token': token };
  return {
    async send(method, route, body) {
      return bodyOf(await ask(office, method, route, headers, body), route);
    },
  };
}

function ask(
  office: string,
  method: string,
  route: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Response> {
  return fetch(`${office}/admin/v1/${route}`, {
    method,
    headers: { ...headers, 'accept-language': 'en', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function bodyOf(answer: Response, route: string): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Refusal(`The office answered ${answer.status} to ${route}.`, { detail: text });
  return text === '' ? undefined : JSON.parse(text);
}
