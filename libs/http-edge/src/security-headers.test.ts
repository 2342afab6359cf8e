import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import { SECURITY_HEADERS } from './security-headers.ts';

/** The headers that Helmet sets for an API that no page may put into a frame and that pages of any origin may read. */
function headersOfHelmet(): [string, string][] {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })(answer.req, answer, (error) => {
    if (error !== undefined) throw new Error('Helmet could not set its headers.', { cause: error });
  });
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]);
}

describe('the security headers', () => {
  it('are those of Helmet', () => {
    expect([...SECURITY_HEADERS]).toEqual(headersOfHelmet());
  });
});
