import { TransientError } from './errors.ts';

/** Something that runs. Started in the order it was composed, drained and stopped in the reverse. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  /** Takes no new work and finishes what was begun. */
  drain(): Promise<void>;
  /** Closes what is open. After `drain`, or without it when starting failed. */
  stop(): Promise<void>;
}

/** One question of readiness. Rejects when the answer is no. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
  /**
   * True when the work goes on without it: its state is reported, and readiness does not depend on it. False
   * unless said.
   */
  readonly isOptional?: boolean;
}

/** A readiness that is known without asking anybody. */
export function readyWhen(name: string, isReady: () => boolean): ReadinessCheck {
  const check = (): Promise<void> =>
    isReady() ? Promise.resolve() : Promise.reject(new TransientError(`${name} is not ready`));
  return { name, check };
}

/** What the composition of an app returns. */
export interface Composition {
  readonly services: readonly Service[];
  readonly readiness: readonly ReadinessCheck[];
}

/** Something that is only open or closed: a connection that its users share. */
export function resource(name: string, close: () => Promise<void>): Service {
  return { name, start: () => Promise.resolve(), drain: () => Promise.resolve(), stop: close };
}

export async function startAll(services: readonly Service[]): Promise<void> {
  for (const service of services) await service.start();
}

/**
 * Drains, then stops, all services in reverse order, whatever fails on the way: one service that
 * cannot finish must not keep the others from finishing.
 *
 * @throws AggregateError with every failure
 */
export async function endAll(services: readonly Service[]): Promise<void> {
  const failures: unknown[] = [];
  const reversed = [...services].reverse();
  for (const act of ['drain', 'stop'] as const) {
    for (const service of reversed) {
      try {
        await service[act]();
      } catch (error) {
        failures.push(new Error(`${service.name} could not ${act}`, { cause: error }));
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'not everything could be ended');
}
