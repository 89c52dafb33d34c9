import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { useForm } from '../../parts/form';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useToken } from '../accounts/token';

/** Where the link in the mail leads: the old code dies only when the button is pressed, not when a scanner follows the link (S19). */
export function NewAccessCode() {
  const { t, n } = useWords();
  const token = useToken();
  const [codes, setCodes] = useState<number>();
  const form = useForm({
    initial: {},
    send: async () => {
      setCodes((await answer(api.POST('/v1/lost-access/codes', { body: { token: token ?? '' } }))).codes);
    },
  });
  if (codes !== undefined) {
    return (
      <Page title={t('new-code.done')} lead={n('new-code.done-lead', codes)}>
        <ButtonLink to="/log-in">{t('frame.log-in')}</ButtonLink>
      </Page>
    );
  }
  if (!token) {
    return (
      <Page title={t('new-code.title')}>
        <Notice tone="warning" title={t('link.incomplete')}>
          <p>{t('link.incomplete-text')}</p>
          <p>
            <TextLink to="/lost-access">{t('link.ask-again')}</TextLink>
          </p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={t('new-code.title')} lead={t('new-code.lead')}>
      <form className="card sheet form" noValidate onSubmit={form.submit}>
        {form.refused && (
          <>
            <ProblemNotice refused={form.refused} />
            {form.refused.slug === 'link-not-usable' && (
              <p className="utrecht-paragraph">
                <TextLink to="/lost-access">{t('link.ask-again')}</TextLink>
              </p>
            )}
          </>
        )}
        <p className="utrecht-paragraph">{t('new-code.text')}</p>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('new-code.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
