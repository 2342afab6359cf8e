import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@scrutin/local-stack';
import { endWithUs } from './own-processes.ts';

const READY_WITHIN_MS = 120_000;
const PROGRAMS = '/usr/local/bin:/usr/bin:/bin';
const appsFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** A process of a service that is measured. */
export interface BenchProcess {
  readonly name: string;
  readonly pid: number;
  /** Asks the process to end in order, and waits until it has ended. */
  end(): Promise<void>;
}

export interface BenchProcessOptions {
  readonly name: string;
  /** The path of the program, relative to `apps/`. */
  readonly program: string;
  readonly environment: Environment;
  /** An address that answers 200 when the process is ready. */
  readonly readyUrl: string;
  readonly logFolder: string;
  /** Options of Node.js. */
  readonly nodeOptions?: readonly string[];
}

/** Starts a program and waits until it is ready. Its output goes to a file, whose end is shown if the start fails. */
export async function startProcess(options: BenchProcessOptions): Promise<BenchProcess> {
  const logFile = path.join(options.logFolder, `${options.name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    [...(options.nodeOptions ?? []), path.join(appsFolder, options.program)],
    {
      env: { PATH: PROGRAMS, NODE_ENV: 'production', ...options.environment },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  endWithUs(child);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(options.readyUrl))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(
        `${options.name} did not become ready:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`,
      );
    }
    await delay(25);
  }
  return { name: options.name, pid: child.pid ?? 0, end: () => end(child) };
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false; // not listening yet
  }
}
