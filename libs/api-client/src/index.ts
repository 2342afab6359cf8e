export { createClient } from './client.ts';
export type { Client, Given } from './client.ts';
export type { FetchedAnswer, FetchFunction } from './fetch-function.ts';
export type { Reply } from './reply.ts';
