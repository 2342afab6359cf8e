/** What the client needs of an answer. The `Response` of a browser, of Node.js and of undici has it. */
export interface FetchedAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes for the routes that take a file, and a text for all others. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** `fetch`, or a function around it that sets deadlines, keeps connections open or sends cookies. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchedAnswer>;
