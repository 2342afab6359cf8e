import type { Complaint, KubeObject } from './kube-object.ts';
import { ofKind } from './kube-object.ts';

/** Complains about each object of a kind for which `complain` has something to say. */
export function about(kind: string, complain: (object: KubeObject) => readonly string[]) {
  return (objects: readonly KubeObject[]): Complaint[] =>
    ofKind(objects, kind).flatMap((object) => complain(object).map((message) => ({ object, message })));
}

/** The message, if something is wrong. */
export function when(isWrong: boolean, message: string): string[] {
  return isWrong ? [message] : [];
}
