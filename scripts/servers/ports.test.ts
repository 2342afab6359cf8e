import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { freePort, isPortFree, portFrom } from './ports.ts';

async function takenPort(t: TestContext): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('a port', () => {
  it('that somebody listens on is not free, and the next one above it is taken instead', async (t) => {
    const taken = await takenPort(t);
    assert.equal(await isPortFree(taken), false);
    const chosen = await portFrom(taken);
    assert.ok(chosen > taken && chosen < taken + 200);
    assert.ok((await portFrom(taken, [chosen])) > chosen);
  });

  it('of a private server lies below the range from which the kernel takes source ports', async () => {
    const first = await freePort('dev/redis');
    assert.ok(first >= 15_000 && first < 32_768);
    assert.notEqual(await freePort('dev/redis', [first]), first);
  });
});
