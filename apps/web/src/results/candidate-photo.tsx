import type { ReactNode } from 'react';

/**
 * The photo of a candidate whose name stands beside it, so it has no text of its own. Only photos of this origin are
 * shown: the Content-Security-Policy forbids others, and they would tell somebody else who reads this page.
 */
export function CandidatePhoto({ address }: { readonly address: string | null }): ReactNode {
  if (address === null || !address.startsWith('/') || address.startsWith('//')) return null;
  return <img className="photo" src={address} alt="" width="72" height="72" loading="lazy" />;
}
