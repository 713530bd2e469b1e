/** Every request by a right of a candidate over the whole caseload: what ends first stands on top, what is closed is one press away. */
import { useId, useState } from 'react';
import { IconPlus, IconUserShield } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { nextStep } from '../../../core/privacy/requests.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Segments } from '../../components/choices.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { NewRequest } from '../../components/requests/NewRequest.tsx';
import { RequestDue } from '../../components/requests/RequestDue.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './requests.module.css';

/** @param isAdding whoever came here came to write one down */
export function RequestsScreen({ isAdding }: { isAdding: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const [which, setWhich] = useState<'open' | 'closed'>('open');
  const listed = useAsk('requests.list', { closed: which === 'closed' }, { eachTime: true });
  const setAdding = (add: boolean) =>
    void navigate({ to: '/requests', search: add ? { add: true } : {}, replace: true });
  return (
    <div className={classes.screen} data-requests>
      <PageHeader
        title={t('requests.title')}
        actions={
          <Button leftSection={<Icon of={IconPlus} />} onClick={() => setAdding(true)}>
            {t('requests.new')}
          </Button>
        }
      >
        {listed.data && t('requests.count', { count: listed.data.length })}
      </PageHeader>
      <p className={classes.what}>{t('requests.what')}</p>
      <div>
        <span id={id} className="screen-only-reader">
          {t('requests.which')}
        </span>
        <Segments
          labelledBy={id}
          value={which}
          onChange={(next) => setWhich(next === 'closed' ? 'closed' : 'open')}
          options={(['open', 'closed'] as const).map((code) => ({ code, label: t(`requests.${code}`) }))}
        />
      </div>
      {listed.isError && <ErrorNote failure={listed.error.failure} retry={() => void listed.refetch()} />}
      {listed.data?.length === 0 && (
        <EmptyState icon={IconUserShield} title={t(which === 'open' ? 'requests.none' : 'requests.noneClosed')}>
          {which === 'open' && t('requests.noneWhat')}
        </EmptyState>
      )}
      {listed.data && listed.data.length > 0 && (
        <Card>
          <ul className={classes.list}>
            {listed.data.map((each) => (
              <li key={each.row.id}>
                <Line of={each} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <NewRequest opened={isAdding} onClose={() => setAdding(false)} dossier={null} />
    </div>
  );
}

function Line({ of: { dossier, row, ...who } }: { of: Answer<'requests.list'>[number] }) {
  const { t } = useTranslation();
  const words = useWords();
  const step = nextStep(row);
  const facts = [
    row.receivedOn && t('requests.facts.received', { date: formatPartialDate(row.receivedOn, words.language) }),
    row.answeredOn && t('requests.facts.answered', { date: formatPartialDate(row.answeredOn, words.language) }),
    row.byName && t('requests.facts.by', { name: row.byName, interpolation: { escapeValue: false } }),
  ].filter(Boolean);
  return (
    <div className={classes.line}>
      <div className={classes.who}>
        <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'privacy' }} search={{ row: row.id }}>
          {displayName(who) || t('common.noName')}
        </Link>
        <span>{row.right ? words.option('request', 'right', row.right) : words.concept('request')}</span>
      </div>
      <span className={classes.facts}>{facts.join(' · ')}</span>
      <span className={classes.step}>{step && t('requests.next', { step: t(`requests.step.${step}`) })}</span>
      <span className={classes.due}>
        <RequestDue of={row} withDay />
      </span>
    </div>
  );
}
