import type { ReactNode } from 'react';
import { Component } from 'react';

interface Props {
  /** What stands in the place of the children after an exception. It must not fail itself. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/**
 * Shows the fallback if its children throw while they are rendered. Without it React removes the whole page, and the
 * reader sees an empty one. With another `key` the children are tried again.
 */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
