/** What native.ts needs to know about PostgreSQL, Redis and RabbitMQ. */
import type { PortName, ServerName, StackState } from '../../libs/local-stack/src/stack-state.ts';
import type { Profile } from '../stack/profile.ts';
import type { Readiness } from './serving.ts';

/** What the functions of a server get: the profile, its present state, and a function that changes the state. */
export interface ServerContext {
  readonly profile: Profile;
  readonly state: StackState;
  readonly remember: (change: (state: StackState) => void) => void;
}

/** `uid` and `gid` are given if the program runs as another user than this process. */
export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly uid?: number;
  readonly gid?: number;
}

export interface PrivateServer {
  readonly name: ServerName;
  /** The Debian packages with its programs. */
  readonly packages: readonly string[];
  readonly portNames: readonly PortName[];
  readonly stopSignal: NodeJS.Signals;
  /** For how long it may do nothing while it starts. */
  readonly idleMs: number;
  readonly stopDeadlineMs: number;
  /** True if its programs are installed. */
  available(): boolean;
  /** Its working directory. Every process in it belongs to this server. */
  folder(context: ServerContext): string;
  /** Creates its data and its configuration, if they do not exist. It may be called repeatedly. */
  prepare(context: ServerContext): Promise<void> | void;
  /** The files to remove before a start, if none of its processes runs. */
  leftovers?(context: ServerContext): readonly string[];
  command(context: ServerContext): ServerCommand;
  /** Whether it serves its clients. */
  readiness(context: ServerContext): Promise<Readiness>;
  /** Asks it to end before it gets a signal. */
  askToStop?(context: ServerContext): Promise<void>;
  /** Ends the other processes that it needs, after a final stop. */
  afterDown?(context: ServerContext): Promise<void>;
}

/** The chosen port. @throws Error if none was chosen yet */
export function portOf(state: StackState, name: PortName): number {
  const port = state.ports[name];
  if (port === undefined) throw new Error(`The port "${name}" was not chosen yet.`);
  return port;
}
