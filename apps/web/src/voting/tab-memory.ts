/**
 * What this browser tab remembers of a vote that was sent, so that the same vote sent again is one vote: the
 * Idempotency-Key, and the submission once the vote is received. It never holds the choice or the credential. The tab
 * forgets it when the voter presses "Finish", and when it is closed.
 */
export interface SentVote {
  readonly key: string;
  /** Absent while no answer has come. */
  readonly received?: { readonly id: string; readonly atMs: number };
}

const PREFIX = 'scrutin:vote:';
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The part of the `Storage` of a browser that is needed here. */
export interface TabStore {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, value: string) => void;
  readonly removeItem: (name: string) => void;
  readonly key: (index: number) => string | null;
  readonly length: number;
}

const ofThisPage = new Map<string, string>();
/** Longer than everything that is kept for a vote. */
const LONGEST = ' '.repeat(500);
/** It lives as long as the page. */
const PAGE_STORE: TabStore = {
  getItem: (name) => ofThisPage.get(name) ?? null,
  setItem: (name, value) => void ofThisPage.set(name, value),
  removeItem: (name) => void ofThisPage.delete(name),
  key: (index) => [...ofThisPage.keys()][index] ?? null,
  get length() {
    return ofThisPage.size;
  },
};

/** The store of this tab. It lives as long as the page if the browser allows no store, or if its store is full. */
export function tabStore(): TabStore {
  try {
    sessionStorage.setItem(PREFIX, LONGEST);
    sessionStorage.removeItem(PREFIX);
    return sessionStorage;
  } catch {
    return PAGE_STORE;
  }
}

/** What the tab remembers of a vote in a contest. */
export function rememberedVote(store: TabStore, contestKey: string): SentVote | undefined {
  const [key, id, atMs] = store.getItem(PREFIX + contestKey)?.split(' ') ?? [];
  if (key === undefined || key === '') return undefined;
  if (id === undefined || !ID.test(id)) return { key };
  return { key, received: { id, atMs: Number(atMs) } };
}

export function rememberVote(store: TabStore, contestKey: string, vote: SentVote): void {
  const parts = [vote.key, ...(vote.received === undefined ? [] : [vote.received.id, vote.received.atMs])];
  store.setItem(PREFIX + contestKey, parts.join(' '));
}

/** Forgets the vote of a contest, so that the next one gets another key. */
export function forgetVote(store: TabStore, contestKey: string): void {
  store.removeItem(PREFIX + contestKey);
}

/** Forgets every vote that is received. Those without an answer stay: sent again, each must have the same key. */
export function forgetReceived(store: TabStore): void {
  const names = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '');
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const contest = name.slice(PREFIX.length);
    if (rememberedVote(store, contest)?.received !== undefined) forgetVote(store, contest);
  }
}
