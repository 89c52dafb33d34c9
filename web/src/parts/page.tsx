import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation, type To } from 'react-router';
import { Back } from './icons';
import { TextLink } from './link';

// The first page of a visit starts where the browser starts; every later one starts at its heading.
let visited: string | undefined;

interface PageProps {
  title: string;
  lead?: ReactNode;
  over?: ReactNode;
  back?: { to: To; text: string };
  children?: ReactNode;
}

/** A page: names itself in the title of the window and gives its heading the focus, so nobody is left on a control that is gone. */
export function Page({ title, lead, over, back, children }: PageProps) {
  const heading = usePageHeading(title);
  return (
    <>
      <div className="page-head">
        {back && (
          <span className="back">
            <Back size={18} />
            <TextLink to={back.to}>{back.text}</TextLink>
          </span>
        )}
        {over && <p className="over">{over}</p>}
        <Heading level={1} ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        {lead && <p className="utrecht-paragraph utrecht-paragraph--lead quiet">{lead}</p>}
      </div>
      {children}
    </>
  );
}

/** Where the focus goes when what had it is gone. */
export function focusHeading() {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** For pages that lay out their own heading. */
export function usePageHeading(title: string) {
  const { pathname } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);

  const titled = useRef<string>(undefined);
  useEffect(() => {
    document.title = `${title} – Balie`;
    // The page became another one in place, and the button that was pressed is gone with it.
    if (titled.current !== undefined && titled.current !== title && document.activeElement === document.body) heading.current?.focus();
    titled.current = title;
  }, [title]);

  useEffect(() => {
    if (visited !== undefined && visited !== pathname) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    visited = pathname;
  }, [pathname]);

  return heading;
}
