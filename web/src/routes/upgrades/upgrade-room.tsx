import { createContext, useCallback, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused } from '../../api/problem';
import type { Authorisations, OrganisationSection, Representative, UpgradeView, UserSection } from '../../api/types';
import { useWords } from '../../i18n';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';

export interface Sections {
  user?: UserSection;
  organisation?: OrganisationSection;
  representatives?: Representative[];
  authorisations?: Authorisations;
}

interface Room {
  upgrade: UpgradeView;
  put: (upgrade: UpgradeView) => void;
  again: () => Promise<void>;
  /** Saves whole sections, one save after the other. Somebody else's change meanwhile is taken in first; sections do not overlap. */
  save: (sections: Sections) => Promise<UpgradeView>;
}

const Context = createContext<Room | undefined>(undefined);

/** The pages of one upgrade share what is known of it. */
export function UpgradeRoom({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const upgradeId = useParams().upgradeId ?? '';
  const path = useMemo(() => ({ params: { path: { upgradeId } } }), [upgradeId]);
  const { value, refused, again, put } = useResource(upgradeId, () => answer(api.GET('/v1/upgrades/{upgradeId}', path)));
  const version = useRef(0);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (value && value.version > version.current) version.current = value.version;
  }, [value]);

  const save = useCallback(
    (sections: Sections) => {
      const send = () => answer(api.PATCH('/v1/upgrades/{upgradeId}', { ...path, body: { version: version.current, ...sections } }));
      const work = async () => {
        const saved = await send().catch(async (thrown: unknown) => {
          if (asRefused(thrown).slug !== 'changed-meanwhile') throw thrown;
          version.current = (await answer(api.GET('/v1/upgrades/{upgradeId}', path))).version;
          return send();
        });
        version.current = saved.version;
        put(saved);
        return saved;
      };
      const saving = queue.current.then(work, work);
      queue.current = saving.catch(() => undefined);
      return saving;
    },
    [path, put],
  );

  const room = useMemo(() => (value ? { upgrade: value, put, again, save } : undefined), [value, put, again, save]);
  if (!room) {
    return (
      <Page title={t('upgrade.title')}>
        {refused ? <ProblemNotice refused={refused} again={() => void again()} /> : <Waiting />}
      </Page>
    );
  }
  return <Context value={room}>{children}</Context>;
}

export function useUpgrade(): Room {
  const room = useContext(Context);
  if (!room) throw new Error('this page stands inside UpgradeRoom');
  return room;
}
