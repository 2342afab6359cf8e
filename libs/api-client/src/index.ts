export { createClient } from './client.ts';
export type { Client, ClientOptions, Given } from './client.ts';
export type { FetchedAnswer, FetchFunction, FetchInit } from './fetch-function.ts';
export type { Answered, AnsweredProblem, AnsweredText, Reply, Unreachable, Unreadable } from './reply.ts';
