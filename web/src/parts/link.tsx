import { Link as NlLink } from '@nl-design-system-candidate/link-react';
import type { ReactNode } from 'react';
import { Link as RouterLink, useHref, useLinkClickHandler, type To } from 'react-router';

/** A link in running text, to a page of ours. */
export function TextLink({ to, children, state }: { to: To; children: ReactNode; state?: unknown }) {
  return (
    <NlLink href={useHref(to)} onClick={useLinkClickHandler<HTMLAnchorElement>(to, { state })}>
      {children}
    </NlLink>
  );
}

interface ButtonLinkProps {
  to: To;
  children: ReactNode;
  purpose?: 'primary' | 'secondary' | 'subtle';
  /** A fuller name where several links say the same. */
  name?: string;
}

/** A link that looks like a button, because it is the next thing to do. */
export function ButtonLink({ to, children, purpose = 'primary', name }: ButtonLinkProps) {
  return (
    <RouterLink className={`nl-button nl-button--${purpose} button-link`} to={to} aria-label={name}>
      <span className="nl-button__label">{children}</span>
    </RouterLink>
  );
}
