export type { DatabaseLogin } from './addresses.ts';
export { mergedEnvironment, projectFolder } from './environment.ts';
export type { Environment } from './environment.ts';
export { postgresExporter, prometheusServer, redisExporter } from './watching-programs.ts';
export type { WatchingProgram } from './watching-programs.ts';
