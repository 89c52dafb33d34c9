import { Heading } from '@nl-design-system-candidate/heading-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

/** A question that must be answered first. The browser's own dialog keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before it leaves the page, so that the browser can give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="stack">
        <Heading level={2} id={id}>
          {title}
        </Heading>
        {children}
      </div>
    </dialog>
  );
}
