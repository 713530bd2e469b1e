/** What somebody agreed to and may take back, and what they say is wrong in their own dossier. */
import { useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { IconEye, IconPackageExport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConceptName, Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import {
  CONSENT_PURPOSES,
  CONSENT_VERSION,
  consentText,
  type ConsentPurpose,
} from '../../../core/guidance/consent-text.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { parseTyped } from '../../components/field-text.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useWords } from '../../components/useWords.ts';
import { useDossier, useFrozen } from './DossierContext.tsx';
import { LegalHolds } from './LegalHolds.tsx';
import { LookedOverCard } from './LookedOver.tsx';
import { Requests } from './Requests.tsx';
import { Limits } from './Limits.tsx';
import { useAdded } from './useAdded.ts';
import classes from './guidance.module.css';

export function Privacy() {
  return (
    <>
      <Proposals />
      <Requests />
      <LookedOverCard />
      <Limits />
      <Consents />
      <AccessCard />
      <LegalHolds />
    </>
  );
}

/** What is held about them, for who asks: told, or given to take along. */
function AccessCard() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { candidate } = useDossier();
  const { turned } = useTurned();
  if (turned) return null;
  const to = (kind: 'access' | 'portability') =>
    void navigate({ to: '/access/$id/$kind', params: { id: candidate.id, kind } });
  return (
    <Card title={t('access.card')}>
      <p>{t('access.cardText')}</p>
      <div className={`${classes.bar} ${classes.after}`}>
        <Button variant="default" leftSection={<Icon of={IconEye} />} onClick={() => to('access')}>
          {t('access.open')}
        </Button>
        <Button variant="default" leftSection={<Icon of={IconPackageExport} />} onClick={() => to('portability')}>
          {t('access.openPortability')}
        </Button>
      </div>
    </Card>
  );
}

export function Proposals() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const open = rows.proposal.filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <Card title={t('candidateMode.proposals')} aside={open.length} tone="amber">
      <ul className={classes.list}>
        {open.map((row) => (
          <li key={row.id}>
            <OneProposal proposal={row} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneProposal({ proposal }: { proposal: Row<'proposal'> }) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { candidate } = useDossier();
  const decide = useDo('proposals.decide');
  const [text, setText] = useState(proposal.value ?? '');
  const concept = (proposal.about ?? '').split('/')[0] as ConceptName;
  const field = proposal.field ?? '';
  const typed = parseTyped(concept, field, text);
  const settle = async (accept: boolean) => {
    const answer = await decide.run({
      dossier: candidate.id,
      row: proposal.id,
      accept,
      value: accept && typed.ok ? typed.value : null,
      today: localDay(Date.now()),
    });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t(accept ? 'candidateMode.accepted' : 'candidateMode.declined'),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <div className={classes.bar}>
      <TextInput
        label={`${words.concept(concept)}: ${words.field(concept, field)}`}
        description={t('candidateMode.was', { before: proposal.before ?? '–' })}
        value={text}
        error={typed.ok ? null : t('candidateMode.mend')}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button busy={decide.busy} disabled={!typed.ok} onClick={() => void settle(true)}>
        {t('candidateMode.accept')}
      </Button>
      <Button variant="default" busy={decide.busy} onClick={() => void settle(false)}>
        {t('candidateMode.decline')}
      </Button>
    </div>
  );
}

function Consents() {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { candidate, rows } = useDossier();
  const { add, busy } = useAdded();
  const isFrozen = useFrozen();
  const edit = useDo('dossier.edit');
  const takeBack = useDo('consent.withdraw');
  const [purpose, setPurpose] = useState<ConsentPurpose>('shareWithEmployer');
  const give = (way: 'letter' | 'spoken') =>
    void add('consent', {
      purpose,
      text: consentText(purpose, words.language),
      version: CONSENT_VERSION,
      way,
      givenOn: localDay(Date.now()),
    });
  const withdraw = async ({ id: row, purpose: of }: Row<'consent'>) => {
    const today = localDay(Date.now());
    const known = CONSENT_PURPOSES.find((each) => each === of);
    // All that was said for the purpose; one in words of its own stands alone.
    const answer = known
      ? await takeBack.run({ dossier: candidate.id, purpose: known, today })
      : await edit.run({ dossier: candidate.id, concept: 'consent', row, fields: { withdrawnOn: today } });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({ message: t('candidateMode.withdrawn'), action: { label: t('common.undo'), run: () => undoOf(group) } });
  };
  return (
    <Card title={words.concept('consent', 'many')} aside={rows.consent.length || undefined}>
      {rows.consent.length === 0 ? (
        <EmptyState small title={t('candidateMode.noConsents')} />
      ) : (
        <ul className={classes.list}>
          {rows.consent.map((row) => (
            <li key={row.id} className={classes.bar}>
              <b>{row.purpose ? words.option('consent', 'purpose', row.purpose) : words.concept('consent')}</b>
              <span>{formatPartialDate(row.givenOn, words.language)}</span>
              {row.way && <Tag>{words.option('consent', 'way', row.way)}</Tag>}
              {row.withdrawnOn ? (
                <Tag kind="red">
                  {t('candidateMode.withdrawnOn', { date: formatPartialDate(row.withdrawnOn, words.language) })}
                </Tag>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  busy={edit.busy || takeBack.busy}
                  onClick={() => void withdraw(row)}
                >
                  {t('candidateMode.withdraw')}
                </Button>
              )}
              {row.signature && <img src={row.signature} alt={t('candidateMode.signature')} height={48} />}
            </li>
          ))}
        </ul>
      )}
      {!isFrozen && (
        <div className={`${classes.bar} ${classes.after}`}>
          <Select
            aria-label={words.field('consent', 'purpose')}
            data={CONSENT_PURPOSES.map((each) => ({ value: each, label: words.option('consent', 'purpose', each) }))}
            value={purpose}
            allowDeselect={false}
            w={320}
            onChange={(next) => setPurpose(CONSENT_PURPOSES.find((each) => each === next) ?? 'shareWithEmployer')}
          />
          <Button variant="default" busy={busy} onClick={() => give('spoken')}>
            {t('candidateMode.bySpoken')}
          </Button>
          <Button variant="default" busy={busy} onClick={() => give('letter')}>
            {t('candidateMode.byLetter')}
          </Button>
        </div>
      )}
    </Card>
  );
}
