// One of a long list: typed, sought by the server, chosen from what fits. A combobox as the ARIA practices have it.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { answer, api } from '../../api/client';
import type { FormListItem } from '../../api/types';
import { useWords } from '../../i18n';
import { Field, type Framed } from '../../parts/field';

interface SearchFieldProps extends Framed {
  optional: boolean;
  list: string;
  value: string;
  onChange: (value: string | undefined) => void;
}

function seek(list: string, query: { q?: string; value?: string }) {
  return answer(api.GET('/v1/forms/lists/{list}', { params: { path: { list }, query } }));
}

export function SearchField({ name, label, hint, errors, optional, list, value, onChange }: SearchFieldProps) {
  const { t, n } = useWords();
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<FormListItem>();
  const [found, setFound] = useState<readonly FormListItem[]>([]);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const turn = useRef(0);

  // What was chosen before is kept by its value; its name is asked for.
  useEffect(() => {
    if (!value || chosen?.value === value) return;
    let gone = false;
    void seek(list, { value })
      .then((answered) => {
        if (!gone) setChosen(answered.items[0]);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [list, value, chosen]);

  useEffect(() => {
    if (typed === undefined) return undefined;
    const mine = ++turn.current;
    const clock = setTimeout(() => {
      void seek(list, { q: typed })
        .then((answered) => {
          if (mine !== turn.current) return;
          setFound(answered.items);
          setAt(0);
          setOpen(true);
        })
        .catch(() => setFound([]));
    }, 200);
    return () => clearTimeout(clock);
  }, [list, typed]);

  const take = (item: FormListItem | undefined) => {
    if (!item) return;
    turn.current += 1;
    setChosen(item);
    setTyped(undefined);
    setOpen(false);
    onChange(item.value);
  };
  const shown = typed ?? (value ? (chosen?.value === value ? chosen.label : value) : '');
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        setTyped(shown);
        setOpen(true);
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((before) => (found.length === 0 ? 0 : (before + step + found.length) % found.length));
    } else if (event.key === 'Enter' && open && found.length > 0) {
      event.preventDefault();
      take(found[at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <Field name={name} label={label} hint={hint} errors={errors} optional={optional}>
      {({ id, describedBy, invalid }) => (
        <div className="search">
          <input
            className={`utrecht-textbox utrecht-textbox--html-input ${invalid ? 'utrecht-textbox--invalid' : ''}`}
            id={id}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            aria-required={optional ? undefined : true}
            value={shown}
            onChange={(event) => {
              setTyped(event.target.value);
              if (event.target.value === '') onChange(undefined);
            }}
            onKeyDown={onKey}
            onBlur={() => {
              // What was typed and not chosen stays visible, and the server says that it is not on the list.
              if (typed !== undefined && typed !== '') {
                const exact = found.find((item) => item.label.toLowerCase() === typed.trim().toLowerCase());
                if (exact) take(exact);
                else {
                  onChange(typed);
                  setTyped(undefined);
                }
              }
              setOpen(false);
            }}
          />
          <div className="search__list" id={`${id}-list`} role="listbox" tabIndex={-1} aria-label={label} hidden={!open || found.length === 0}>
            {found.map((item, nth) => (
              // The keys are heard by the box, which keeps the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.value}
                id={`${id}-${nth}`}
                role="option"
                tabIndex={-1}
                aria-selected={nth === at}
                className={nth === at ? 'search__one search__one--here' : 'search__one'}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(item)}
              >
                {item.label}
              </div>
            ))}
          </div>
          <p className="only-heard" role="status">
            {open && (found.length === 0 ? t('forms.nothing-found') : n('forms.found', found.length))}
          </p>
        </div>
      )}
    </Field>
  );
}
