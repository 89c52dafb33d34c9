import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';

/** The rooms of a business, and forms, which need no PIN. */
const ROOMS = [
  { name: 'mandates', to: (id: string) => `/businesses/${id}/mandates` },
  { name: 'documents', to: (id: string) => `/businesses/${id}/documents` },
  { name: 'templates', to: (id: string) => `/businesses/${id}/templates` },
  { name: 'forms', to: () => '/forms' },
  { name: 'people', to: (id: string) => `/businesses/${id}/people` },
] as const;

/** What can be done for a business, each as a card. */
export function Rooms({ id, level }: { id: string; level: 2 | 3 }) {
  const { t } = useWords();
  return (
    <ul className="business-rooms">
      {ROOMS.map(({ name, to }) => (
        <li className="card" key={name}>
          <Heading level={level} appearance="level-4">
            <TextLink to={to(id)}>{t(`business-room.${name}`)}</TextLink>
          </Heading>
          <p className="utrecht-paragraph">{t(`business-room-text.${name}`)}</p>
        </li>
      ))}
    </ul>
  );
}
