import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { numberFault, pinFault } from './judge';

/** Company number and PIN, once; and how to get a letter. */
export function OpenBusiness() {
  const { t } = useWords();
  return (
    <Page title={t('business.open')} lead={t('business.open-lead')} back={{ to: '/businesses', text: t('business.title') }}>
      <div className="stack">
        <PinForm />
        <AskLetter />
      </div>
    </Page>
  );
}

function PinForm() {
  const { t } = useWords();
  const navigate = useNavigate();
  const keyFor = useIdempotencyKey();
  const form = useForm({
    initial: { companyNumber: '', pin: '' },
    check: ({ companyNumber, pin }) => ({ companyNumber: numberFault(companyNumber), pin: pinFault(pin) }),
    send: async (body) => {
      const opened = await answer(api.POST('/v1/businesses', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body }));
      await navigate(`/businesses/${opened.id}`, { state: { opened: true } });
    },
  });
  const wrong = form.refused?.slug === 'wrong-code';
  const already = form.refused?.slug === 'already-open';
  return (
    <section className="card stack" aria-labelledby="pin">
      <Heading level={2} appearance="level-3" id="pin">
        {t('business.with-pin')}
      </Heading>
      <form className="form" noValidate onSubmit={form.submit}>
        <ErrorSummary errors={form.errors} tries={form.tries} labels={{ companyNumber: t('business.number'), pin: t('business.pin') }} />
        {wrong && (
          <Notice tone="error" role="alert" title={t('business.wrong-pin')}>
            <p>{t('business.wrong-pin-text')}</p>
          </Notice>
        )}
        {already && (
          <Notice tone="info" role="alert" title={t('business.open-already')}>
            <p>{t('business.open-already-text')}</p>
          </Notice>
        )}
        {form.refused && !wrong && !already && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
        <TextField
          name="companyNumber"
          label={t('business.number')}
          hint={t('business.number-hint')}
          inputMode="numeric"
          size="code"
          errors={form.errors}
          value={form.values.companyNumber}
          onChange={(value) => form.set('companyNumber', value)}
        />
        <TextField
          name="pin"
          label={t('business.pin')}
          hint={t('business.pin-hint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          size="code"
          errors={form.errors}
          value={form.values.pin}
          onChange={(value) => form.set('pin', value)}
        />
        <p className="utrecht-paragraph quiet">{t('business.not-password')}</p>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('business.open')}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** The answer is the same whatever the number is. */
function AskLetter() {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const form = useForm({
    initial: { letterNumber: '' },
    check: ({ letterNumber }) => ({ letterNumber: numberFault(letterNumber) }),
    send: async ({ letterNumber }) => {
      await answer(api.POST('/v1/pin-letter-requests', { body: { companyNumber: letterNumber } }));
      setAsked(true);
    },
  });
  return (
    <section className="card stack" aria-labelledby="letter">
      <Heading level={2} appearance="level-3" id="letter">
        {t('business.letter')}
      </Heading>
      <p className="utrecht-paragraph">{t('business.letter-text')}</p>
      {asked && (
        <Notice tone="ok" role="status" title={t('business.letter-asked')}>
          <p>{t('business.letter-asked-text')}</p>
        </Notice>
      )}
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ letterNumber: t('business.number') }} />
        <TextField
          name="letterNumber"
          label={t('business.number')}
          hint={t('business.number-hint')}
          inputMode="numeric"
          size="code"
          errors={form.errors}
          value={form.values.letterNumber}
          onChange={(value) => form.set('letterNumber', value)}
        />
        <div className="actions">
          <Button type="submit" purpose="secondary" busy={form.busy}>
            {t('business.letter-ask')}
          </Button>
        </div>
      </form>
    </section>
  );
}
