import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

function askHelmet(): Map<string, string> {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
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
    xFrameOptions: { action: 'deny' }, // as frame-ancestors says, for browsers that do not read it
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Of use to pages only; an answer of JSON carries what the OWASP REST guide names, and no more weight.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })(request, answer, (error) => {
    if (error !== undefined) throw new Error('helmet could not make its headers', { cause: error });
  });
  return new Map(Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/**
 * Name and value of Helmet's headers, asked of it once: they are the same for every answer of an API, and asking on each
 * request costs as much as checking the vote. The documentation page, which needs styles and scripts of
 * its own origin, sets its own policy.
 */
export const SECURITY_HEADERS: Map<string, string> = askHelmet();
