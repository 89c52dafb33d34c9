import { Link } from 'react-router';
import { asRefused, type Refused } from '../api/problem';
import { useWords } from '../i18n';
import { Button } from './button';
import { TextLink } from './link';
import { Notice } from './notice';

const OURS = new Set(['internal', 'unavailable', 'malformed-request', 'idempotency-key-missing', 'idempotency-key-reused']);

/** A refusal in words. What is our fault also shows the trace id, to quote when asking for help. */
export function ProblemNotice({ refused: thrown, again }: { refused: unknown; again?: () => void }) {
  const { t, n, named, time } = useWords();
  const refused: Refused = asRefused(thrown);
  const minutes = refused.retryAfter === undefined ? 0 : Math.max(1, Math.ceil(refused.retryAfter / 60));
  return (
    <Notice tone={refused.slug === 'offline' || refused.slug === 'unavailable' ? 'warning' : 'error'} role="alert" title={t(`problem.${refused.slug}`)}>
      <p>{t(`problem.${refused.slug}.advice`)}</p>
      {minutes > 0 && <p>{n('problem.wait-minutes', minutes)}</p>}
      {refused.heldBy && <p>{t('problem.held-by', { name: refused.heldBy.name, time: time(refused.heldBy.until) })}</p>}
      {refused.triesLeft !== undefined && <p>{n('problem.tries-left', refused.triesLeft)}</p>}
      {refused.upgradeId && (
        <p>
          <TextLink to={`/upgrades/${refused.upgradeId}`}>{t('problem.to-upgrade')}</TextLink>
        </p>
      )}
      {refused.errors.length > 0 && refused.slug !== 'invalid-input' && (
        <ul>
          {refused.errors.map((error) => (
            <li key={`${error.pointer} ${error.code}`}>{named('error', error.code, 'error.invalid')}</li>
          ))}
        </ul>
      )}
      {OURS.has(refused.slug) && refused.traceId && (
        <p className="quiet">
          {t('problem.trace')} <span className="code">{refused.traceId}</span>{' '}
          <Link className="nl-link" to={`/help/ask?trace=${refused.traceId}`} state={{ from: location.pathname }}>
            {t('problem.ask')}
          </Link>
        </p>
      )}
      {again && refused.slug !== 'not-found' && refused.slug !== 'forbidden' && (
        <p>
          <Button purpose="secondary" onClick={again}>
            {t('try-again')}
          </Button>
        </p>
      )}
    </Notice>
  );
}
