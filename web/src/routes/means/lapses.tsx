import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { Lapse } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { CopyButton } from '../../parts/copy-button';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';

function rowOf(lapse: Lapse, { t, date }: Pick<ReturnType<typeof useWords>, 't' | 'date'>) {
  const number = lapse.number ?? '';
  const right = lapse.kind === 'right' ? `: ${lapse.service ?? t('choose.all')}` : '';
  return {
    key: `${lapse.kind}-${lapse.meansId ?? ''}-${lapse.service ?? ''}`,
    cells: [
      date(lapse.on),
      `${t(`lapse.${lapse.kind}`)}${right}`,
      number && t('means.number', { number }),
      lapse.kind === 'contract' && lapse.meansId ? (
        <TextLink key="renew" to={`/means/${lapse.meansId}/manage`}>
          {t('lapses.renew')} <span className="only-heard">{t('means.number', { number })}</span>
        </TextLink>
      ) : (
        ''
      ),
    ],
  };
}

/** Everything that will lapse, and the address a calendar program reads it at. */
export function Lapses() {
  const { t, date } = useWords();
  const calendar = useResource('lapses', () => answer(api.GET('/v1/lapses')));
  const [url, setUrl] = useState<string>();
  const { busy, refused, work } = useWork();
  const act = (task: () => Promise<void>) => void work(() => task().then(calendar.again));
  const open = () => act(async () => setUrl((await answer(api.POST('/v1/lapses/feed'))).url));
  const close = () =>
    act(async () => {
      await answer(api.DELETE('/v1/lapses/feed'));
      setUrl(undefined);
    });
  const since = calendar.value?.feedSince;
  return (
    <Page title={t('lapses.title')} lead={t('lapses.lead')} back={{ to: '/means', text: t('means.title') }}>
      <div className="stack stack--wide">
        {calendar.refused && <ProblemNotice refused={calendar.refused} again={() => void calendar.again()} />}
        {!calendar.value && !calendar.refused && <Waiting />}
        {calendar.value && calendar.value.items.length === 0 && <p className="utrecht-paragraph">{t('lapses.none')}</p>}
        {calendar.value && calendar.value.items.length > 0 && (
          <Table
            caption={t('lapses.title')}
            columns={[t('lapses.on'), t('lapses.what'), t('lapses.means'), t('lapses.do')]}
            rows={calendar.value.items.map((lapse) => rowOf(lapse, { t, date }))}
          />
        )}
        <section className="card stack">
          <Heading level={2}>{t('lapses.feed')}</Heading>
          <p className="utrecht-paragraph">{t('lapses.feed-text')}</p>
          {refused && <ProblemNotice refused={refused} />}
          {url && (
            <Notice tone="ok" role="status" title={t('lapses.feed-made')}>
              <p>{t('lapses.feed-once')}</p>
              <p>
                <code className="breaks">{url}</code>
              </p>
              <CopyButton text={url} label={t('lapses.feed-copy')} />
            </Notice>
          )}
          {since && !url && <p className="utrecht-paragraph quiet">{t('lapses.feed-since', { date: date(since) })}</p>}
          <div className="actions">
            <Button purpose="secondary" busy={busy} onClick={open}>
              {t(since ? 'lapses.feed-renew' : 'lapses.feed-open')}
            </Button>
            {since && (
              <Button purpose="subtle" busy={busy} onClick={close}>
                {t('lapses.feed-close')}
              </Button>
            )}
          </div>
        </section>
      </div>
    </Page>
  );
}
