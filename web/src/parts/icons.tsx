// Small line drawings. They repeat what the words next to them say, so assistive technology skips them.
import type { ReactNode } from 'react';

function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const Tick = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M5 12.5 10 17.5 19.5 7" />
  </Icon>
);
export const Cross = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5" />
  </Icon>
);
export const Clock = (props: { size?: number }) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);
export const Dash = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M7 12h10" />
  </Icon>
);
export const Back = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M14.5 5.5 8 12l6.5 6.5" />
  </Icon>
);
export const Climb = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M5 17 17 7M9 6.5h8.5V15" />
  </Icon>
);
export const Info = (props: { size?: number }) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5M12 7.8v.1" />
  </Icon>
);
export const Warning = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M12 4 21 19.5H3zM12 10v4.5M12 17v.1" />
  </Icon>
);
export const Paper = (props: { size?: number }) => (
  <Icon {...props}>
    <path d="M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12.5h5M10 16h5" />
  </Icon>
);

/** The counter bell: the mark of Balie. */
export function Bell() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0c5a4b" />
      <path d="M8 19a8 8 0 0 1 16 0z" fill="#f2c14e" />
      <rect x="14.6" y="7.4" width="2.8" height="3.4" rx="1.4" fill="#f2c14e" />
      <rect x="5.5" y="21" width="21" height="3.6" rx="1.8" fill="#fff" />
    </svg>
  );
}
