import { ConfigurationError } from '@scrutin/service-runtime';
import { isClusterUrl, parseClusterUrl } from './cluster-address.ts';

describe('address of a cluster', () => {
  it('has the nodes, and the user and password for all of them', () => {
    expect(parseClusterUrl('redis+cluster://me:p%40ss%2Fw@a.example:7000,b.example,[::1]:80')).toEqual({
      nodes: [
        { host: 'a.example', port: 7000 },
        { host: 'b.example', port: 6379 },
        { host: '::1', port: 80 },
      ],
      tls: false,
      username: 'me',
      password: 'p@ss/w',
    });
    expect(parseClusterUrl('rediss+cluster://:secret@one/')).toEqual({
      nodes: [{ host: 'one', port: 6379 }],
      tls: true,
      password: 'secret',
    });
  });

  it('is distinguished from the address of a single Redis', () => {
    expect(['redis+cluster://a', 'rediss+cluster://a', 'redis://a', 'rediss://a'].map(isClusterUrl)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each(['', 'a,', ',a', ':6379', 'a:70000', 'a:x', 'a/1', 'u:secret@', 'u:%zz@a', 'a b'])(
    'redis+cluster://%s is refused, and the message repeats nothing of it',
    (rest) => {
      const parse = (): unknown => parseClusterUrl(`redis+cluster://${rest}`);
      expect(parse).toThrow(ConfigurationError);
      expect(parse).not.toThrow(/secret/);
    },
  );
});
