import type { ReactNode } from 'react';
import { isOwnPhoto } from '@scrutin/web-ui';

/**
 * The photo of a candidate whose name stands beside it, so it has no text of its own. Only photos that this site stores
 * are shown: another site would learn who looks at the page.
 */
export function CandidatePhoto(props: {
  readonly address: string | null;
  /** The class and the size: a photo on a ballot is smaller than one beside a result. */
  readonly on: 'ballot' | 'result';
}): ReactNode {
  const { address, on } = props;
  if (!isOwnPhoto(address)) return null;
  const size = on === 'ballot' ? 64 : 72;
  const name = on === 'ballot' ? 'candidate-photo' : 'photo';
  return <img className={name} src={address} alt="" width={size} height={size} loading="lazy" />;
}
