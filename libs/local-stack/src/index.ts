export type { DatabaseLogin } from './addresses.ts';
export { mergedEnvironment, projectFolder } from './environment.ts';
export type { Environment } from './environment.ts';
