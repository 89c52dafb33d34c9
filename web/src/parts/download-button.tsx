import { Button } from './button';
import { ProblemNotice } from './problem-notice';
import { useWork } from './work';

interface DownloadButtonProps {
  /** Asks for the link; there may be none yet. */
  ask: () => Promise<{ url: string } | null | undefined>;
  children: string;
  name: string;
  purpose?: 'primary' | 'secondary';
  after?: () => Promise<void>;
}

/** Downloads by a link that is asked for when it is wanted: it works for five minutes only. */
export function DownloadButton({ ask, children, name, purpose = 'secondary', after }: DownloadButtonProps) {
  const { busy, refused, work } = useWork();
  const fetchIt = () =>
    work(async () => {
      const link = await ask();
      if (link) window.location.assign(link.url);
      await after?.();
    });
  return (
    <>
      {refused && <ProblemNotice refused={refused} />}
      <Button purpose={purpose} busy={busy} onClick={() => void fetchIt()} name={name}>
        {children}
      </Button>
    </>
  );
}
