import { answer, api } from '../../api/client';
import type { AnnouncedCode, UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { useResource } from '../../parts/resource';
import { cents } from '../../parts/euros';

/** The discount codes that everybody may know of. What cannot be fetched is not missed: a code can be typed without it. */
export function useOffers(): readonly AnnouncedCode[] {
  return useResource('prices', () => answer(api.GET('/v1/prices'))).value?.announced ?? [];
}

/** Whether a code is for raising this. */
export function isFor(code: AnnouncedCode, upgrade: Pick<UpgradeView, 'fromLevel' | 'targetLevel'>): boolean {
  return code.pairs.length === 0 || code.pairs.some((pair) => pair.from === upgrade.fromLevel && pair.to === upgrade.targetLevel);
}

interface OffersProps {
  codes: readonly AnnouncedCode[];
  /** Puts the code where it is used. */
  take?: (code: string) => void;
}

/** Discount codes (actiecodes, seed 002): what each takes off, what for and until when. */
export function Offers({ codes, take }: OffersProps) {
  const { t, n, date, locale } = useWords();
  const told = ({ worth, pairs, terms, validUntil }: AnnouncedCode) =>
    [
      worth.kind === 'percent' ? t('offer.percent', { percent: worth.percent }) : t('offer.amount', { amount: cents(worth.cents, locale) }),
      ...pairs.map(({ from, to }) => (from ? t('offer.for', { from, to }) : t('offer.to', { to }))),
      ...terms.filter((years) => years > 0).map((years) => n('services.years', years)),
      ...(validUntil ? [t('offer.until', { date: date(validUntil) })] : []),
    ].join(', ');
  return (
    <ul className="utrecht-unordered-list">
      {codes.map((offer) => (
        <li className="utrecht-unordered-list__item" key={offer.code}>
          <span className="code">{offer.code}</span>: {told(offer)}
          {take && (
            <div>
              <Button purpose="subtle" onClick={() => take(offer.code)}>
                {t('offer.take', { code: offer.code })}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
