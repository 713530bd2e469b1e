/** The adviser and the organisation, changed in place: a field is saved when it is left, and what is typed is kept before. */
import { useEffect, useRef, useState } from 'react';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FieldInput } from '../../components/FieldInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { keeperOf } from '../../components/draft-keeper.ts';
import { useWords } from '../../components/useWords.ts';
import { readLogo } from './read-logo.ts';
import classes from './settings.module.css';

type Own = 'adviser' | 'organisation';

const ADVISER_FIELDS = ['name', 'role', 'email', 'phone', 'postcode'];
const ORGANISATION_FIELDS = [
  'name',
  'street',
  'houseNumber',
  'postcode',
  'place',
  'kvk',
  'vat',
  'iban',
  'contactName',
  'contactEmail',
];

export function You() {
  const { t } = useTranslation();
  const opened = useAsk('organisation.open', null);
  const drafts = useAsk('drafts.list', { prefix: 'organisation/' });
  if (opened.isError) return <ErrorNote failure={opened.error.failure} retry={() => void opened.refetch()} />;
  if (!opened.data || !drafts.isSuccess) return null;
  // The contract's rows are typed by their technical columns; the answers are looked up by field name.
  const adviser: Record<string, unknown> | null = opened.data.adviser;
  const organisation: Record<string, unknown> | null = opened.data.organisation;
  const draftOf = (key: string) => drafts.data.find((each) => each.key === key)?.body;
  return (
    <>
      {adviser && (
        <Card title={t('settings.you')}>
          <p className={classes.text}>{t('settings.youText')}</p>
          <div className={classes.fields}>
            {ADVISER_FIELDS.map((field) => (
              <OwnField
                key={field}
                concept="adviser"
                row={String(adviser.id)}
                field={field}
                values={adviser}
                draftOf={draftOf}
              />
            ))}
          </div>
        </Card>
      )}
      {organisation && (
        <Card title={t('settings.organisation')}>
          <p className={classes.text}>{t('settings.organisationText')}</p>
          <div className={classes.fields}>
            {ORGANISATION_FIELDS.map((field) => (
              <OwnField
                key={field}
                concept="organisation"
                row="organisation"
                field={field}
                values={organisation}
                draftOf={draftOf}
              />
            ))}
          </div>
          <Logo
            logo={typeof organisation.logo === 'string' ? organisation.logo : null}
            name={typeof organisation.name === 'string' ? organisation.name : ''}
          />
        </Card>
      )}
    </>
  );
}

function OwnField({
  concept,
  row,
  field,
  values,
  draftOf,
}: {
  concept: Own;
  row: string;
  field: string;
  values: Record<string, unknown>;
  draftOf: (key: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const words = useWords();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [keeper] = useState(() => keeperOf(api));
  const draftKey = `organisation/${concept}/${row}/${field}`;
  const stored = typeof values[field] === 'string' ? values[field] : '';
  const [text, setText] = useState(() => draftOf(draftKey) ?? stored);
  const [refused, setRefused] = useState<string | null>(null);
  const [touched, setTouched] = useState(draftOf(draftKey) !== undefined);

  // Somebody else changed it (undo, another screen): shown, unless the reader is typing here.
  useEffect(() => {
    if (!touched) setText(stored);
  }, [stored, touched]);

  const type = (next: string) => {
    setText(next);
    setTouched(true);
    setRefused(null);
    keeper.save(draftKey, next);
  };
  const leave = async (kept: string | null) => {
    if (!touched) return;
    if ((kept ?? '') !== stored) {
      const answer = await api.ask('dossier.edit', {
        dossier: 'organisation',
        concept,
        row,
        fields: { [field]: kept },
      });
      if (!answer.ok) {
        setRefused(failureText(answer.error));
        return;
      }
      announce(t('settings.fieldSaved', { field: words.field(concept, field) }));
    }
    setTouched(false);
    keeper.remove(draftKey);
  };
  return (
    <FieldInput
      concept={concept}
      field={field}
      label={words.field(concept, field)}
      value={text}
      onChange={type}
      onLeave={(kept) => void leave(kept)}
      error={refused}
      {...(touched && text !== stored ? { description: t('settings.notSavedYet') } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape' && touched) {
          setText(stored);
          setTouched(false);
          keeper.remove(draftKey);
        }
      }}
    />
  );
}

function Logo({ logo, name }: { logo: string | null; name: string }) {
  const { t } = useTranslation();
  const edit = useDo('dossier.edit');
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<'logoTooLarge' | 'logoBroken' | null>(null);
  const save = (value: string | null) =>
    void edit.run({ dossier: 'organisation', concept: 'organisation', row: 'organisation', fields: { logo: value } });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    const read = await readLogo(file);
    if (read.ok) save(read.value);
    else setProblem(read.error.type === 'TooLarge' ? 'logoTooLarge' : 'logoBroken');
  };
  return (
    <div className={classes.logo}>
      <div className={classes.logoFrame}>
        {logo ? (
          <img src={logo} alt={t('settings.logoOf', { name })} />
        ) : (
          <span className={classes.text}>{t('settings.logoNone')}</span>
        )}
      </div>
      <div>
        <p className={classes.label}>{t('settings.logo')}</p>
        <p className={classes.text}>{t('settings.logoText')}</p>
        <div className={classes.buttons}>
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            aria-hidden
            tabIndex={-1}
            onChange={(event) => {
              void choose(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <Button variant="default" leftSection={<Icon of={IconPhoto} />} onClick={() => input.current?.click()}>
            {logo ? t('settings.logoOther') : t('settings.logoChoose')}
          </Button>
          {logo && (
            <Button variant="default" leftSection={<Icon of={IconTrash} />} onClick={() => save(null)}>
              {t('settings.logoRemove')}
            </Button>
          )}
        </div>
        {problem && <ErrorNote>{t(`settings.${problem}`)}</ErrorNote>}
        <ErrorNote failure={edit.failure} />
      </div>
    </div>
  );
}
