import type { SpendOfMonth } from '../../api/types';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { monthName } from '../../parts/month';

const BAR = 20;
const GAP = 8;
const HEIGHT = 120;

/** Months as bars. It says nothing that the table beside it does not say, and in one sentence what is to be seen. */
export function Chart({ months }: { months: readonly SpendOfMonth[] }) {
  const { t, locale } = useWords();
  const most = Math.max(...months.map((month) => month.sum.grossCents), 1);
  const highest = months.find((month) => month.sum.grossCents === most);
  const label = highest
    ? t('spend.chart', { month: monthName(highest.month, locale), amount: cents(most, locale) })
    : t('spend.chart-empty');
  const width = months.length * (BAR + GAP);
  return (
    <svg className="spend-chart" viewBox={`0 0 ${width} ${HEIGHT + 1}`} role="img" aria-label={label} preserveAspectRatio="none">
      {months.map((month, at) => {
        const height = Math.max(0, (month.sum.grossCents / most) * HEIGHT);
        return (
          <rect key={month.month} className="spend-chart__bar" x={at * (BAR + GAP) + GAP / 2} y={HEIGHT - height} width={BAR} height={height}>
            <title>{`${monthName(month.month, locale)}: ${cents(month.sum.grossCents, locale)}`}</title>
          </rect>
        );
      })}
      <rect className="spend-chart__ground" x="0" y={HEIGHT} width={width} height="1" />
    </svg>
  );
}
