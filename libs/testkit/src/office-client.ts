import type { SessionBody } from '@scrutin/contracts/admin';
import type { Stack } from './stack.ts';

export interface OfficeAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An official who uses the admin API. Requests carry the session's cookie and its token against forged requests. */
export class OfficeClient {
  readonly #stack: Stack;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(stack: Stack, headers: Readonly<Record<string, string>>) {
    this.#stack = stack;
    this.#headers = headers;
  }

  /** @throws Error if the login is refused */
  static async login(stack: Stack, email: string, password: string): Promise<OfficeClient> {
    const answer = await fetch(`${stack.adminTarget()}/admin/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`the login was answered ${answer.status}: ${text}`);
    const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
    const { csrf_token: token } = JSON.parse(text) as SessionBody;
    return new OfficeClient(stack, { cookie, 'x-csrf-token': token });
  }

  /** A client without a session. */
  static stranger(stack: Stack): OfficeClient {
    return new OfficeClient(stack, {});
  }

  /** The same session, used by a page of another site: the browser sends the cookie, but the page has no token. */
  withoutToken(): OfficeClient {
    const { cookie = '' } = this.#headers;
    return new OfficeClient(this.#stack, { cookie });
  }

  /** `path` is relative to `/admin/v1/`. A string is sent as plain text, and any other value as JSON. */
  async send(method: Method, path: string, content?: unknown): Promise<OfficeAnswer> {
    const isText = typeof content === 'string';
    const type = isText ? 'text/plain' : 'application/json';
    const answer = await fetch(`${this.#stack.adminTarget()}/admin/v1/${path}`, {
      method,
      headers: { ...this.#headers, ...(content === undefined ? {} : { 'content-type': type }) },
      ...(content === undefined ? {} : { body: isText ? content : JSON.stringify(content) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  /** Sends a request that must succeed. @throws Error unless it is answered 2xx */
  async act<Body = unknown>(method: Method, path: string, content?: unknown): Promise<Body> {
    const { status, body } = await this.send(method, path, content);
    if (status >= 200 && status < 300) return body as Body;
    throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(body)}`);
  }
}
