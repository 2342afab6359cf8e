import { packageOf, timeByPlace } from './cpu-profiles.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });

describe('a CPU profile', () => {
  it('tells the parts of the working time by place, the largest first', () => {
    const profile = {
      nodes: [
        { id: 1, callFrame: frame('(idle)') },
        { id: 2, callFrame: frame('(garbage collector)') },
        { id: 3, callFrame: frame('parse', 'file:///x/node_modules/zod/v4/core/parse.js') },
        { id: 4, callFrame: frame('check', 'file:///x/node_modules/zod/v4/core/checks.js') },
      ],
      samples: [1, 2, 3, 4, 3],
      timeDeltas: [900, 20, 30, 10, 40],
    };
    expect(timeByPlace(profile, packageOf)).toEqual([
      { place: 'zod', share: 0.8 },
      { place: '(garbage collector)', share: 0.2 },
    ]);
  });

  it('is empty for a process that only waited', () => {
    const profile = { nodes: [{ id: 1, callFrame: frame('(idle)') }], samples: [1], timeDeltas: [5] };
    expect(timeByPlace(profile, packageOf)).toEqual([]);
  });

  it.each([
    ['file:///x/node_modules/@redis/client/dist/lib/client.js', '@redis/client'],
    ['file:///x/node_modules/a/node_modules/b/index.js', 'b'],
    ['file:///x/libs/http-edge/dist/read-json.js', 'libs/http-edge'],
    ['file:///x/apps/ingestion-api/dist/vote/intake.js', 'apps/ingestion-api'],
    ['node:_http_server', 'node:_http_server'],
    ['', 'writev'],
  ])('takes %s for a part of %s', (url, place) => {
    expect(packageOf(url, 'writev')).toBe(place);
  });
});
