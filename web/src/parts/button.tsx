import { Button as NlButton } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';

interface ButtonProps {
  children: ReactNode;
  purpose?: 'primary' | 'secondary' | 'subtle';
  negative?: boolean;
  type?: 'button' | 'submit';
  /** Work is under way: the button keeps its focus, says so, and does nothing when pressed again. */
  busy?: boolean;
  onClick?: () => void;
  /** A fuller name where several buttons say the same. */
  name?: string;
}

export function Button({ children, purpose = 'primary', negative = false, type = 'button', busy = false, onClick, name }: ButtonProps) {
  return (
    <NlButton
      purpose={purpose}
      hint={negative ? 'negative' : undefined}
      type={type}
      aria-disabled={busy || undefined}
      aria-label={name}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </NlButton>
  );
}
