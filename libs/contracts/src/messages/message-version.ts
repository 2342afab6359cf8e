/**
 * The versions of the bodies of messages. During an upgrade, services of two releases send each other messages. So a new
 * version comes in two releases: the first one reads it, and the second one writes it. A version may be given up in the
 * release after the one that no longer writes it. Tests of libs/testkit compare this with the release before.
 *
 * A member that an older reader may ignore needs no new version. A change of the entries does, and a member without
 * which a vote would be counted differently.
 */
export const MESSAGE_VERSIONS: MessageVersions = { written: 1, read: [1] };

/** Which version a release writes, and which ones it reads. */
export interface MessageVersions {
  readonly written: number;
  readonly read: readonly number[];
}
