// A form as the customer will see it, to try out: nothing is kept.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import type { FormDefinition } from '../../api/types';
import { useWords } from '../../i18n';
import { partsOf, say, type Answers } from '../forms/definition';
import { Questions } from '../forms/field';
import { withAnswer } from '../forms/keeping';

export function FormPreview({ form }: { form: FormDefinition }) {
  const { t, language } = useWords();
  const [answers, setAnswers] = useState<Answers>({});
  return (
    <section className="card sheet stack" aria-labelledby="preview">
      <Heading level={2} id="preview">
        {t('desk-forms.preview')}
      </Heading>
      <p className="quiet">{t('desk-forms.preview-hint')}</p>
      <Heading level={3}>{say(form.title, language)}</Heading>
      <p className="as-typed">{say(form.intro, language)}</p>
      {partsOf(form, answers).map((part) => (
        <div className="form" key={part.id}>
          <Heading level={4}>{say(part.title, language)}</Heading>
          <Questions
            fields={part.fields}
            own={answers}
            at=""
            asking={{ all: answers, errors: {}, warnings: {}, suggestions: [] }}
            onAnswer={(name, value) => setAnswers((before) => withAnswer(before, name.split('/'), value))}
          />
        </div>
      ))}
    </section>
  );
}
