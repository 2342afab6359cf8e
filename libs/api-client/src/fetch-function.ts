/** What the client needs of an answer; that of `fetch` in a browser, in Node.js and in undici has it. */
export interface FetchedAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `fetch`, or a function around it that sets deadlines, keeps connections or carries cookies. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchedAnswer>;
