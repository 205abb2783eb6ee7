import { Component, type ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'

/** Shows an error page in place of what failed while it was drawn. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    return 'error' in this.state ? <ErrorState page error={this.state.error} /> : this.props.children
  }
}
