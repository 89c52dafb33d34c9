import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { MeansView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { plainCode } from './typed';

export function ActivateMeans() {
  const { t } = useWords();
  const meansId = useParams().meansId ?? '';
  const path = { params: { path: { meansId } } };
  const means = useResource(meansId, () => answer(api.GET('/v1/means/{meansId}', path)));
  const [raised, setRaised] = useState<MeansView>();
  const form = useForm({
    initial: { code: '' },
    check: (values) => (plainCode(values.code) ? {} : { code: 'missing' }),
    send: async (values) => setRaised(await answer(api.POST('/v1/means/{meansId}/activation', { ...path, body: { code: plainCode(values.code) } }))),
  });
  if (raised) {
    return (
      <Page title={t('activate-means.done', { level: raised.level ?? '' })} lead={t('activate-means.done-text')} over={<LevelMark level={raised.level} />}>
        <ButtonLink to="/means">{t('home.to-means')}</ButtonLink>
      </Page>
    );
  }
  const open = means.value?.openUpgrade;
  // Its check character tells a slip of the finger from a wrong code: no try is lost.
  const errors = form.errors.code === 'invalid' ? { code: 'mistyped' } : form.errors;
  return (
    <Page title={t('activate-means.title')} lead={t('activate-means.lead')} back={{ to: '/means', text: t('means.title') }}>
      {means.refused && <ProblemNotice refused={means.refused} again={() => void means.again()} />}
      {!means.value && !means.refused && <Waiting />}
      {means.value && open?.stage !== 'approved' && (
        <Notice tone="info" title={t('activate-means.nothing')}>
          <p>{open ? <TextLink to={`/upgrades/${open.upgradeId}`}>{t('means.follow')}</TextLink> : t('activate-means.nothing-text')}</p>
        </Notice>
      )}
      {means.value && open?.stage === 'approved' && (
        <div className="card narrow">
          <form className="form" noValidate onSubmit={form.submit}>
            <FormFaults form={{ ...form, errors }} labels={{ code: t('field.activation-code') }} />
            <TextField
              name="code"
              label={t('field.activation-code')}
              hint={t('activate-means.code-hint')}
              size="code"
              autoCapitalize="characters"
              autoComplete="one-time-code"
              errors={errors}
              value={form.values.code}
              onChange={(code) => form.set('code', code)}
            />
            <div className="actions">
              <Button type="submit" busy={form.busy}>
                {t('activate-means.send', { level: open.targetLevel })}
              </Button>
              <TextLink to={`/upgrades/${open.upgradeId}`}>{t('activate-means.no-code')}</TextLink>
            </div>
          </form>
        </div>
      )}
    </Page>
  );
}
