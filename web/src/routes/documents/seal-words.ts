import type { DocumentView } from '../../api/types';
import type { Words } from '../../i18n';

type Seal = NonNullable<DocumentView['seal']>;

/** What is known of a seal, in words. Never that a document is legally valid: that is not ours to say. */
export function sealWords({ t, time }: Pick<Words, 't' | 'time'>, seal: Seal): string {
  switch (seal.state) {
    case 'intact':
      return t('seal.intact', { issuedUnder: seal.sealed.issuedUnder, by: seal.sealed.by, at: time(seal.sealed.at) });
    case 'not-established':
      return `${t('seal.not-established')} ${t(`seal-doubt.${seal.doubt}`)}`;
    case 'altered':
      return `${t('seal.altered')} ${t(`seal-alteration.${seal.alteration}`)}`;
    case 'unsealed':
      return t('seal.unsealed');
  }
}
