export { addressesOf, serverAddresses } from './addresses.ts';
export type { DatabaseLogin, ServerAddresses, ServerVariable } from './addresses.ts';
export { localStack, mergedEnvironment, projectFolder } from './environment.ts';
export type { Environment } from './environment.ts';
export { parseStackState } from './stack-state.ts';
export type {
  AppPorts,
  KnownApp,
  KnownProcess,
  PortName,
  ServerMode,
  ServerName,
  StackSecrets,
  StackState,
} from './stack-state.ts';
