import { TransientError } from './errors.ts';

/**
 * A part of a process. Services are started in the order of the composition, and drained and stopped in reverse order.
 */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  /**
   * Asks clients to go elsewhere, and goes on working. It is called at once after a signal, while `drain` waits for
   * DRAIN_DELAY_MS. Services without clients do not need it.
   */
  sendAway?(): void;
  /** Takes no new work and finishes the work that it has begun. */
  drain(): Promise<void>;
  /** Closes everything that is open. It is called after `drain`, also if not all services could start. */
  stop(): Promise<void>;
}

/** Checks whether a dependency is ready. */
export interface ReadinessCheck {
  readonly name: string;
  /** Rejects with the reason if it is not ready. */
  readonly check: () => Promise<void>;
  /** Whether the service can work without it. If so, its state is only reported. The default is false. */
  readonly isOptional?: boolean;
}

/** Creates a readiness check from a state that is already known. */
export function readyWhen(name: string, isReady: () => boolean): ReadinessCheck {
  const check = (): Promise<void> =>
    isReady() ? Promise.resolve() : Promise.reject(new TransientError(`${name} is not ready`));
  return { name, check };
}

/**
 * Makes a check that a service needs to pass once, and whose state is only reported after that. It is for servers
 * without which the service can still answer something: if all processes stopped to be ready at once, the load balancer
 * would answer everything in their place.
 */
export function neededOnce({ name, check }: ReadinessCheck): ReadinessCheck {
  let hasPassed = false;
  return {
    name,
    check: async () => {
      await check();
      hasPassed = true;
    },
    get isOptional() {
      return hasPassed;
    },
  };
}

/** What the composition of an app returns. */
export interface Composition {
  readonly services: readonly Service[];
  readonly readiness: readonly ReadinessCheck[];
}

/** Asks the clients of all services to go elsewhere. */
export function sendAllAway(services: readonly Service[]): void {
  for (const service of services) service.sendAway?.();
}

/** Creates a service for something that only needs to be closed, such as a connection that other services share. */
export function resource(name: string, close: () => Promise<void>): Service {
  return { name, start: () => Promise.resolve(), drain: () => Promise.resolve(), stop: close };
}

/** Starts services one after the other. */
export async function startAll(services: readonly Service[]): Promise<void> {
  for (const service of services) await service.start();
}

/**
 * Drains and then stops all services in reverse order. If one of them fails, the others are still drained and stopped.
 *
 * @throws AggregateError with all failures
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
  if (failures.length > 0) throw new AggregateError(failures, 'not all services could be ended');
}
