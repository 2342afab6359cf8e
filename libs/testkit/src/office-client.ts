import type { Client, Given, Reply } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import type { JsonOf, StatusOf } from '@scrutin/contracts/routes';
import type { AnyReply } from './replies.ts';
import { bodyOf } from './replies.ts';
import type { Stack } from './stack.ts';

type AdminRoutes = typeof ADMIN_ROUTES;
type Arguments<Name extends keyof AdminRoutes> =
  object extends Given<AdminRoutes[Name]>
    ? [given?: Given<AdminRoutes[Name]>]
    : [given: Given<AdminRoutes[Name]>];

/** An official who uses the admin API. Requests carry the session's cookie and its token against forged requests. */
export class OfficeClient {
  readonly #stack: Stack;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #client: Client<AdminRoutes>;

  private constructor(stack: Stack, headers: Readonly<Record<string, string>>) {
    this.#stack = stack;
    this.#headers = headers;
    this.#client = createClient(ADMIN_ROUTES, {
      baseUrl: '',
      fetch: (path, init) => fetch(stack.adminTarget() + path, init),
      headers: () => headers,
    });
  }

  /** @throws Error if the login is refused */
  static async login(stack: Stack, email: string, password: string): Promise<OfficeClient> {
    const reply = await OfficeClient.stranger(stack).call('login', { body: { email, password } });
    const { csrf_token: token } = bodyOf(reply);
    const setCookie = reply.kind === 'answered' ? reply.header('set-cookie') : null;
    const [cookie = ''] = (setCookie ?? '').split(';');
    return new OfficeClient(stack, { cookie, 'x-csrf-token': token });
  }

  /**
   * Logs in with the password that somebody else chose, and changes it to another one.
   *
   * @throws Error if the login or the change is refused
   */
  static async firstLogin(stack: Stack, email: string, password: string): Promise<OfficeClient> {
    const client = await OfficeClient.login(stack, email, password);
    const change = { current_password: password, new_password: `${password}-my-own` };
    await client.act('changeOwnPassword', { body: change });
    return client;
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

  /** Calls a route of the admin API, which may refuse. */
  call<Name extends keyof AdminRoutes>(
    name: Name,
    ...given: Arguments<Name>
  ): Promise<Reply<AdminRoutes[Name]>> {
    return this.#client.call(name, ...given);
  }

  /** Calls a route that must succeed, and returns the body. @throws Error unless it is answered 2xx */
  async act<Name extends keyof AdminRoutes>(
    name: Name,
    ...given: Arguments<Name>
  ): Promise<JsonOf<AdminRoutes[Name], StatusOf<AdminRoutes[Name]>>> {
    const reply = (await this.call(name, ...given)) as AnyReply;
    return bodyOf(reply) as JsonOf<AdminRoutes[Name], StatusOf<AdminRoutes[Name]>>;
  }
}
