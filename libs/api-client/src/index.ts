export { createClient } from './client.ts';
export type { Client, Given } from './client.ts';
export type { Reply } from './reply.ts';
