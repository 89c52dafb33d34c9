// The forms there are, for staff: which edition is filled in, which is to come, which were taken back.
import { answer, api } from '../../api/client';
import type { FormShelf } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { say } from '../forms/definition';

export function DeskForms() {
  const { t, language } = useWords();
  const shelves = useResource('desk-forms', () => answer(api.GET('/v1/desk/forms')));
  return (
    <Page title={t('desk-forms.title')} lead={t('desk-forms.lead')}>
      <div className="stack">
        <p>
          <ButtonLink to="/desk/forms/new">{t('desk-forms.add')}</ButtonLink>
        </p>
        {shelves.refused && <ProblemNotice refused={shelves.refused} again={() => void shelves.again()} />}
        {!shelves.value && !shelves.refused && <Waiting />}
        {shelves.value && (
          <Table
            caption={t('desk-forms.title')}
            columns={[t('desk-forms.form'), t('desk-forms.kind'), t('desk-forms.in-force'), t('desk-forms.newest'), t('desk-forms.offer')]}
            rows={shelves.value.items.map((shelf) => {
              const newest = shelf.editions.at(-1);
              return {
                key: shelf.form,
                cells: [
                  <TextLink key="form" to={`/desk/forms/${shelf.form}`}>
                    {newest ? say(newest.title, language) : shelf.form}
                  </TextLink>,
                  newest ? t(`forms.kind.${newest.kind}`) : '',
                  shelf.inForce ?? '–',
                  newest ? newest.number : '–',
                  <Offer key="offer" shelf={shelf} onDone={shelves.again} />,
                ],
              };
            })}
          />
        )}
      </div>
    </Page>
  );
}

function Offer({ shelf, onDone }: { shelf: FormShelf; onDone: () => Promise<void> }) {
  const { t } = useWords();
  const { busy, refused, work } = useWork();
  const offered = !shelf.withdrawn;
  const turn = () => void work(() => answer(api.PUT('/v1/desk/forms/{form}/offer', { params: { path: { form: shelf.form } }, body: { version: shelf.version, offered: !offered } })).then(onDone));
  return (
    <>
      <StatusTag tone={offered ? 'safe' : 'warning'}>{t(offered ? 'desk-forms.offered' : 'desk-forms.withdrawn')}</StatusTag>{' '}
      <Button purpose="subtle" busy={busy} name={t(offered ? 'desk-forms.withdraw-named' : 'desk-forms.offer-named', { form: shelf.form })} onClick={turn}>
        {t(offered ? 'desk-forms.withdraw' : 'desk-forms.offer-again')}
      </Button>
      {refused && <ProblemNotice refused={refused} again={() => void onDone()} />}
    </>
  );
}
