import type { SessionBody } from '@scrutin/contracts/admin';
import type { Stack } from './stack.ts';

export interface OfficeAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An official at the admin API: a session's cookie, and its token on everything that changes something. */
export class OfficeClient {
  readonly #stack: Stack;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(stack: Stack, headers: Readonly<Record<string, string>>) {
    this.#stack = stack;
    this.#headers = headers;
  }

  /** @throws Error when the login is refused */
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

  /** Somebody without a session. */
  static stranger(stack: Stack): OfficeClient {
    return new OfficeClient(stack, {});
  }

  /** The same session from a page of another site, which has the browser's cookie and not the token. */
  withoutToken(): OfficeClient {
    const { cookie = '' } = this.#headers;
    return new OfficeClient(this.#stack, { cookie });
  }

  /** `path` is below `/admin/v1/`. A text is sent as lines, anything else as JSON. */
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

  /** What an official expects to be done. @throws Error unless it was answered 2xx */
  async act<Body = unknown>(method: Method, path: string, content?: unknown): Promise<Body> {
    const { status, body } = await this.send(method, path, content);
    if (status >= 200 && status < 300) return body as Body;
    throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(body)}`);
  }
}
