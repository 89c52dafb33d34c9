import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { FoundCase } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { LevelMark, StatusTag } from '../../parts/status';
import { STAGE_TONES } from '../upgrades/tracker';

/** A case by what stands on its papers: the number of a means, the code on a contract, a KvK number. */
export function FindCase() {
  const { t, n, date } = useWords();
  const [found, setFound] = useState<FoundCase[]>();
  const form = useForm({
    initial: { query: '' },
    check: ({ query }) => (query.trim() ? {} : { query: 'missing' }),
    send: async ({ query }) => {
      setFound((await answer(api.POST('/v1/desk/searches', { body: { query: query.trim() } }))).cases);
    },
  });
  return (
    <section className="card stack stack--close" aria-labelledby="find-case">
      <Heading level={2} id="find-case">
        {t('find.title')}
      </Heading>
      <form className="form" noValidate onSubmit={form.submit} role="search">
        <FormFaults form={form} labels={{ query: t('find.query') }} />
        <TextField
          name="query"
          label={t('find.query')}
          hint={t('find.query-hint')}
          errors={form.errors}
          value={form.values.query}
          onChange={(query) => form.set('query', query)}
          size="code"
        />
        <div className="actions">
          <Button type="submit" purpose="secondary" busy={form.busy}>
            {t('find.find')}
          </Button>
        </div>
      </form>
      <div role="status">{found && <p>{n('find.count', found.length)}</p>}</div>
      {found && found.length > 0 && (
        <ul className="queue">
          {found.map((one) => (
            <li className="queue__entry" key={one.upgradeId}>
              <div>
                <Heading level={3}>{one.organisationName}</Heading>
                <p className="means__facts">
                  <span className="numbers">{t('means.number', { number: one.meansNumber })}</span>
                  <span>{t('find.started', { date: date(one.startedAt) })}</span>
                </p>
              </div>
              <div className="row">
                <LevelMark level={one.targetLevel} />
                <StatusTag tone={STAGE_TONES[one.stage]}>{t(`stage.${one.stage}`)}</StatusTag>
                <ButtonLink
                  to={`/desk/organisations/${one.organisationId}/upgrades/${one.upgradeId}`}
                  purpose="secondary"
                  name={t('queue.open-long', { name: one.organisationName })}
                >
                  {t('queue.open')}
                </ButtonLink>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
