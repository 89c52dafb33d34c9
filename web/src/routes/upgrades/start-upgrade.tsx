import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { MeansView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { RadioGroup } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StepList } from '../../parts/step-list';
import { Waiting } from '../../parts/waiting';
import { useMe } from '../../session/session';
import { STEPS } from './wizard';

function LevelForm({ means }: { means: MeansView }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const idempotencyKey = useIdempotencyKey();
  const only = means.targetLevels.length === 1 ? means.targetLevels[0] : undefined;
  const form = useForm<{ level: string }>({
    initial: { level: only ?? '' },
    check: (values) => (values.level ? {} : { targetLevel: 'missing' }),
    send: async (values) => {
      const targetLevel = means.targetLevels.find((level) => level === values.level);
      if (!targetLevel) return;
      const body = { meansId: means.meansId, targetLevel };
      const { upgradeId } = await answer(
        api.POST('/v1/upgrades', { params: { header: { 'Idempotency-Key': idempotencyKey(body) } }, body }),
      );
      await navigate(`/upgrades/${upgradeId}/services`);
    },
  });
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={{ targetLevel: t('start.level') }} />
      <RadioGroup
        cards
        name="targetLevel"
        label={t('start.level')}
        hint={means.level ? t('start.level-hint', { level: means.level }) : t('start.first-hint')}
        errors={form.errors}
        value={form.values.level}
        onChange={(level) => form.set('level', level)}
        options={means.targetLevels.map((level) => ({ value: level, label: `${level}, ${t(`level.${level}.name`)}`, hint: t(`level.${level}.text`) }))}
      />
      <section className="stack stack--close">
        <Heading level={2} appearance="level-3">
          {t('start.need')}
        </Heading>
        <ul className="utrecht-unordered-list">
          {(['1', '2', '3'] as const).map((line) => (
            <li className="utrecht-unordered-list__item" key={line}>
              {t(`home.need-${line}`)}
            </li>
          ))}
        </ul>
      </section>
      <Notice tone="info">
        <p>{t('start.keeps-working')}</p>
      </Notice>
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('start.send')}
        </Button>
      </div>
    </form>
  );
}

/** Whose means it is; the holder himself knows who he is. */
function ofWhom({ organisation, number, holder }: MeansView, me: string): string {
  return [organisation.name, number, holder.accountId !== me && holder.name].filter(Boolean).join(', ');
}

export function StartUpgrade() {
  const { t } = useWords();
  const me = useMe();
  const meansId = useParams().meansId ?? '';
  const means = useResource(meansId, () => answer(api.GET('/v1/means/{meansId}', { params: { path: { meansId } } })));
  return (
    <>
      <StepList steps={STEPS.map((name) => ({ name: t(`step.${name}`) }))} here={0} />
      <Page title={t('start.title')} lead={means.value && ofWhom(means.value, me.accountId)} back={{ to: '/means', text: t('means.title') }}>
        {means.refused && <ProblemNotice refused={means.refused} again={() => void means.again()} />}
        {!means.value && !means.refused && <Waiting />}
        {means.value && means.value.targetLevels.length > 0 && <LevelForm means={means.value} />}
        {means.value && means.value.targetLevels.length === 0 && (
          <Notice tone="info" title={t('start.none')}>
            {means.value.openUpgrade ? (
              <p>
                <ButtonLink to={`/upgrades/${means.value.openUpgrade.upgradeId}`}>{t('means.follow')}</ButtonLink>
              </p>
            ) : (
              <p>{t('start.none-text')}</p>
            )}
          </Notice>
        )}
      </Page>
    </>
  );
}
