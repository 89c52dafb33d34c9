// What a new form begins with: small, whole, and one of the usual kinds of questions each, to be changed into what is wanted.
const text = (nl: string, de: string, en: string) => ({ nl, de, en });

export const SAMPLE = {
  id: 'new-form',
  kind: 'request',
  forBusiness: false,
  title: text('Titel', 'Titel', 'Title'),
  intro: text('Waarvoor het formulier is.', 'Wofür das Formular ist.', 'What the form is for.'),
  sections: [
    {
      id: 'first',
      title: text('Eerste deel', 'Erster Teil', 'First part'),
      fields: [
        { name: 'name', label: text('Naam', 'Name', 'Name'), kind: 'text', most: 100, need: 'required', autocomplete: 'name' },
        { name: 'from', label: text('Vanaf', 'Ab', 'From'), kind: 'date', need: 'required' },
        {
          name: 'reason',
          label: text('Reden', 'Grund', 'Reason'),
          kind: 'choice',
          need: 'required',
          choices: [
            { value: 'one', label: text('De ene', 'Der eine', 'The one') },
            { value: 'other', label: text('Een andere', 'Ein anderer', 'Another') },
          ],
        },
        { name: 'why', label: text('Welke', 'Welcher', 'Which'), kind: 'text', most: 500, long: true, need: 'required', when: { is: { field: 'reason', value: 'other' } } },
      ],
    },
  ],
  rules: [],
};
