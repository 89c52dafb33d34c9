// The forms there are: grouped by what comes of them, to be read before one logs in.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { FormSummary } from '../../api/types';
import { useWords } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useSession } from '../../session/session';
import { say } from './definition';
import { KINDS } from './kinds';

export function Forms() {
  const { t } = useWords();
  const { here } = useSession();
  const forms = useResource('forms', () => answer(api.GET('/v1/forms')));
  return (
    <Page title={t('forms.title')} lead={t('forms.lead')}>
      <div className="stack stack--wide">
        {forms.refused && <ProblemNotice refused={forms.refused} again={() => void forms.again()} />}
        {!forms.value && !forms.refused && <Waiting />}
        {here.kind === 'somebody' && (
          <p>
            <ButtonLink purpose="secondary" to="/forms/mine">
              {t('forms.mine')}
            </ButtonLink>
          </p>
        )}
        {forms.value && KINDS.map((kind) => <OfKind key={kind} kind={kind} forms={forms.value?.items.filter((form) => form.kind === kind) ?? []} />)}
        {forms.value?.items.length === 0 && <p>{t('forms.none')}</p>}
      </div>
    </Page>
  );
}

function OfKind({ kind, forms }: { kind: FormSummary['kind']; forms: readonly FormSummary[] }) {
  const { t, language } = useWords();
  if (forms.length === 0) return null;
  return (
    <section aria-labelledby={`forms-${kind}`} className="stack stack--close">
      <Heading level={2} id={`forms-${kind}`}>
        {t(`forms.kind.${kind}`)}
      </Heading>
      <p className="quiet">{t(`forms.kind-what.${kind}`)}</p>
      <ul className="form-list">
        {forms.map((form) => (
          <li className="card stack stack--close" key={form.form}>
            <Heading level={3}>
              <TextLink to={`/forms/${form.form}`}>{say(form.title, language)}</TextLink>
            </Heading>
            <p>
              <strong>{t(form.forBusiness ? 'forms.for-business' : 'forms.for-all')}</strong>
            </p>
            <p className="quiet">{t('forms.asks', { parts: form.parts.map((part) => say(part, language)).join('\u00a0· ') })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
