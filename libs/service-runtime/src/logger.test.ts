import { Writable } from 'node:stream';
import { createLogger } from './logger.ts';

describe('the logger', () => {
  it('writes JSON lines with a declared event, its disposition and the chain of causes', () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const logger = createLogger({ service: 'test', level: 'info', stream });
    logger.info('service.ready', { port: 7 });
    const cause = new Error('socket closed');
    logger.error('service.crashed', { error: new Error('broken', { cause }) });
    const [ready, crashed] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(ready).toMatchObject({
      level: 'info',
      event: 'service.ready',
      disposition: 'normal',
      service: 'test',
      port: 7,
    });
    expect(crashed).toMatchObject({
      level: 'error',
      disposition: 'failure',
      error: { name: 'Error', message: 'broken', causes: ['Error: socket closed'] },
    });
  });
});
