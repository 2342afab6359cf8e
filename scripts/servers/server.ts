/** What the life of a private server (native.ts) needs to know about PostgreSQL, Redis and RabbitMQ. */
import type { PortName, ServerName, StackState } from '../../libs/local-stack/src/stack-state.ts';
import type { Profile } from '../stack/profile.ts';

/** What a server's functions get: the profile, its state as of now, and a way to change it. */
export interface ServerContext {
  readonly profile: Profile;
  readonly state: StackState;
  readonly remember: (change: (state: StackState) => void) => void;
}

/** `uid` and `gid` where the program runs as another user than this process. */
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
  /** The Debian packages that bring its programs. */
  readonly packages: readonly string[];
  readonly portNames: readonly PortName[];
  readonly stopSignal: NodeJS.Signals;
  readonly startDeadlineMs: number;
  readonly stopDeadlineMs: number;
  /** True when its programs are on this machine. */
  available(): boolean;
  /** Its working directory: processes there are its own. */
  folder(context: ServerContext): string;
  /** Makes its data and its configuration, as often as it is asked. */
  prepare(context: ServerContext): Promise<void> | void;
  /** Files to remove before a start, when none of its processes is left. */
  leftovers?(context: ServerContext): readonly string[];
  command(context: ServerContext): ServerCommand;
  /** True when it serves its clients. */
  answers(context: ServerContext): Promise<boolean>;
  /** Asks it to end in its own way, before the signal. */
  askToStop?(context: ServerContext): Promise<void>;
  /** After a stop for good: ends what it needs beside itself. */
  afterDown?(context: ServerContext): Promise<void>;
}

/** A port that was chosen before this is asked. @throws Error when it was not */
export function portOf(state: StackState, name: PortName): number {
  const port = state.ports[name];
  if (port === undefined) throw new Error(`The port "${name}" was not chosen yet.`);
  return port;
}
