import { Heading } from '@nl-design-system-candidate/heading-react';
import type { BusinessHappened } from '../../api/types';
import { useWords } from '../../i18n';
import { Table } from '../../parts/table';

/** What happened to a business, the latest first. `who` names an account; nobody, when he is not one of its people. */
export function BusinessTimeline({ timeline, who }: { timeline: readonly BusinessHappened[]; who: (account: string) => string | undefined }) {
  const { t, time } = useWords();
  const named = (account: string | null | undefined) => (account ? (who(account) ?? t('business.somebody')) : '');
  const people = ({ by, about }: BusinessHappened) => (about && about !== by ? `${named(by)} → ${named(about)}` : named(by));
  return (
    <section className="stack">
      <Heading level={2} appearance="level-3">
        {t('business.happened')}
      </Heading>
      <Table
        caption={t('business.happened')}
        columns={[t('business.when'), t('business.what'), t('business.who')]}
        rows={timeline.map((one, at) => ({
          key: `${one.at} ${at}`,
          cells: [time(one.at), t(`business-event.${one.what}`), people(one)],
        }))}
      />
    </section>
  );
}
