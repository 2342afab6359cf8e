import type { Service } from './service.ts';
import { endAll, resource, startAll } from './service.ts';

function recording(name: string, calls: string[], failing?: 'drain' | 'stop'): Service {
  const call = (what: 'start' | 'drain' | 'stop') => (): Promise<void> => {
    calls.push(`${what} ${name}`);
    return what === failing ? Promise.reject(new Error(`${name} broke`)) : Promise.resolve();
  };
  return { name, start: call('start'), drain: call('drain'), stop: call('stop') };
}

describe('services', () => {
  it('start in order, then drain and stop in reverse order', async () => {
    const calls: string[] = [];
    const services = [recording('store', calls), recording('consumer', calls)];
    await startAll(services);
    await endAll(services);
    expect(calls).toEqual([
      'start store',
      'start consumer',
      'drain consumer',
      'drain store',
      'stop consumer',
      'stop store',
    ]);
  });

  it('are all ended, even if some fail, and every failure is reported', async () => {
    const calls: string[] = [];
    const services = [recording('store', calls, 'stop'), recording('consumer', calls, 'drain')];
    const failure: unknown = await endAll(services).catch((error: unknown) => error);
    expect(calls).toEqual(['drain consumer', 'drain store', 'stop consumer', 'stop store']);
    expect((failure as AggregateError).errors.map(String)).toEqual([
      'Error: consumer could not drain',
      'Error: store could not stop',
    ]);
  });

  it('may only need to be closed', async () => {
    let closed = 0;
    await endAll([resource('store', () => Promise.resolve(void (closed += 1)))]);
    expect(closed).toBe(1);
  });
});
