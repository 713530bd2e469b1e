/** The audit log: what is unusual in it, whether it is whole, and each line, by who, what, when, which dossier and which laptop. */
import { useRef, useState } from 'react';
import { NumberInput, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCheck, IconClipboardList, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AUDIT_KINDS, type AuditKind } from '../../core/privacy/audit-kinds.ts';
import type { Unusual, Watch } from '../../core/privacy/unusual.ts';
import { Button, Switch } from '../../renderer/components/Button.tsx';
import { useLanguage } from '../../renderer/app/useLanguage.ts';
import { Card } from '../../renderer/components/Card.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import { didEn, didNl } from './audit-words.ts';
import { ask, type AuditLine, type ChainCheck, type Device, type Person } from './ask.ts';
import { RoomScreen, Table, useDeed, useList, useNames } from './parts.tsx';
import { useWords, type Word } from './words.ts';
import classes from './page.module.css';

const LINES = 100;
const DAY_MS = 24 * 3_600_000;
/** A month back is as far as anybody remembers what they did. */
const LOOKED_BACK_DAYS = 31;

type Filter = { actor: string; dossier: string; device: string; kind: string; from: string; until: string };
const NO_FILTER: Filter = { actor: '', dossier: '', device: '', kind: '', from: '', until: '' };
const IS_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Days are whole days where the officer is. */
function asked({ from, until, dossier, ...rest }: Filter): URLSearchParams {
  const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== ''));
  if (IS_ID.test(dossier.trim())) query.set('dossier', dossier.trim());
  if (from !== '') query.set('from', String(new Date(`${from}T00:00:00`).getTime()));
  if (until !== '') query.set('until', String(new Date(`${until}T23:59:59.999`).getTime() + 1));
  return query;
}

export function Audit() {
  const say = useWords();
  const nameOf = useNames();
  const didText = useDidText();
  const people = useList<Person[]>('/people');
  const devices = useList<Device[]>('/devices');
  const [filter, setFilter] = useState(NO_FILTER);
  const top = useRef<HTMLElement>(null);
  /** The lines are below what asked for them. */
  const show = (part: Partial<Filter>) => {
    setFilter({ ...NO_FILTER, ...part });
    top.current?.scrollIntoView({ block: 'start' });
  };
  const set = (part: Partial<Filter>) => setFilter((before) => ({ ...before, ...part }));
  const query = asked(filter);
  const lines = useInfiniteQuery({
    queryKey: [`/audit?${query}`],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      ask<AuditLine[]>('GET', `/audit?limit=${LINES}&${query}${pageParam === null ? '' : `&before=${pageParam}`}`),
    getNextPageParam: (last) => (last.length < LINES ? undefined : last.at(-1)?.number),
    placeholderData: (before) => before,
  });
  const shown = lines.data?.pages.flat() ?? [];
  const laptopOf = (device: string | null) => devices.data?.find(({ id }) => id === device)?.name ?? '';
  return (
    <RoomScreen word="audit" text="auditText" of={lines}>
      <UnusualCard onShow={show} />
      <ChainCard />
      <search aria-label={say('filterLog')} className={classes.filters} ref={top}>
        <Select
          label={say('who')}
          placeholder={say('everybody')}
          clearable
          searchable
          value={filter.actor || null}
          data={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(actor) => set({ actor: actor ?? '' })}
        />
        <Select
          label={say('what')}
          placeholder={say('allDeeds')}
          clearable
          value={filter.kind || null}
          data={AUDIT_KINDS.map((kind) => ({ value: kind, label: say(KIND[kind]) }))}
          onChange={(kind) => set({ kind: kind ?? '' })}
        />
        <Select
          label={say('laptop')}
          placeholder={say('allLaptops')}
          clearable
          searchable
          value={filter.device || null}
          data={(devices.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(device) => set({ device: device ?? '' })}
        />
        <TextInput
          label={say('dossier')}
          placeholder={say('wholeNumber')}
          value={filter.dossier}
          error={filter.dossier.trim() !== '' && !IS_ID.test(filter.dossier.trim())}
          onChange={(event) => set({ dossier: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('firstDay')}
          value={filter.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('lastDay')}
          value={filter.until}
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
        {filter !== NO_FILTER && (
          <Button variant="subtle" onClick={() => setFilter(NO_FILTER)}>
            {say('allLines')}
          </Button>
        )}
      </search>
      {shown.length === 0 ? (
        <EmptyState icon={IconClipboardList} title={say(filter === NO_FILTER ? 'noAudit' : 'noLinesFound')} />
      ) : (
        <Table heads={['#', say('when'), say('who'), say('what'), say('dossier'), say('laptop')]}>
          {shown.map((line) => (
            <tr key={line.number}>
              <td>{line.number}</td>
              <td>
                <MomentText at={line.at} />
              </td>
              <td>{nameOf(line.actor)}</td>
              <td>
                {didText(line.action)}
                <About of={line} />
              </td>
              <td>{line.dossier && <code className={classes.number}>{line.dossier}</code>}</td>
              <td>{laptopOf(line.device)}</td>
            </tr>
          ))}
        </Table>
      )}
      {lines.hasNextPage && (
        <Button variant="default" busy={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {say('older')}
        </Button>
      )}
    </RoomScreen>
  );
}

const KIND: Readonly<Record<AuditKind, Word>> = {
  refused: 'kindRefused',
  opened: 'kindOpened',
  exported: 'kindExported',
  changed: 'kindChanged',
  grants: 'kindGrants',
  devices: 'kindDevices',
  privacy: 'kindPrivacy',
  organisation: 'kindOrganisation',
};

/** What happened, in words: of a laptop the same as in its own log. */
function useDidText(): (action: string) => string {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const did = useLanguage() === 'nl' ? didNl : didEn;
  return (action) => {
    if (!action.startsWith('laptop.')) return did[action] ?? action;
    const key = `settings.action.${action.slice('laptop.'.length).replaceAll('.', '_')}`;
    return say('onLaptop', { what: t((i18n.exists(key) ? key : 'settings.action.other') as 'settings.action.other') });
  };
}

/** Whom it was about, where that is another than who did it. */
function About({ of }: { of: AuditLine }) {
  const nameOf = useNames();
  const { person } = JSON.parse(of.detail) as { person?: unknown };
  return typeof person === 'string' && person !== of.actor ? (
    <span className={classes.sub}> {nameOf(person)}</span>
  ) : null;
}

const UNUSUAL: Readonly<Record<Unusual['kind'], Word>> = {
  manyOpened: 'manyOpened',
  outsideCaseload: 'outsideCaseload',
  exportAtNight: 'exportAtNight',
  exportInWeekend: 'exportInWeekend',
};
const dayOf = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

function UnusualCard({ onShow }: { onShow: (filter: Partial<Filter>) => void }) {
  const say = useWords();
  const nameOf = useNames();
  const [until] = useState(() => Date.now() + DAY_MS);
  const unusual = useList<{ found: Unusual[]; isAll: boolean; watch: Watch }>(
    `/audit/unusual?from=${until - LOOKED_BACK_DAYS * DAY_MS}&until=${until}`,
  );
  const [isSetting, setSetting] = useState(false);
  const { found = [], isAll = true, watch } = unusual.data ?? {};
  return (
    <Card
      title={say('unusual')}
      aside={
        <Button size="compact-sm" variant="subtle" aria-expanded={isSetting} onClick={() => setSetting(!isSetting)}>
          {say('whenUnusual')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <p className={classes.sub}>{say('unusualText', { days: LOOKED_BACK_DAYS })}</p>
        {isSetting && watch && <WatchSettings watch={watch} />}
        {unusual.data && found.length === 0 && (
          <p>
            <Tag kind="green" icon={IconCheck}>
              {say('nothingUnusual')}
            </Tag>
          </p>
        )}
        {found.length > 0 && (
          <Table
            heads={[
              say('what'),
              say('who'),
              say('when'),
              say('count'),
              <span key="a" className="screen-only-reader">
                {say('showLines')}
              </span>,
            ]}
          >
            {found.slice(0, 50).map((each) => (
              <tr key={`${each.kind} ${each.line} ${each.dossier ?? ''}`}>
                <th scope="row">
                  <Tag kind="amber" icon={IconAlertTriangle}>
                    {say(UNUSUAL[each.kind])}
                  </Tag>
                </th>
                <td>{nameOf(each.actor)}</td>
                <td>
                  <MomentText at={each.from} />
                </td>
                <td>{each.count}</td>
                <td>
                  <span className={classes.deeds}>
                    <Button
                      size="compact-sm"
                      variant="light"
                      onClick={() =>
                        onShow({
                          actor: each.actor,
                          dossier: each.dossier ?? '',
                          kind: each.kind.startsWith('export') ? 'exported' : 'opened',
                          from: dayOf(each.from),
                          until: dayOf(each.until),
                        })
                      }
                    >
                      {say('showLines')}
                    </Button>
                  </span>
                </td>
              </tr>
            ))}
          </Table>
        )}
        {(!isAll || found.length > 50) && <p className={classes.sub}>{say('notAllUnusual')}</p>}
      </div>
    </Card>
  );
}

/** Each is kept when it is left. */
function WatchSettings({ watch }: { watch: Watch }) {
  const say = useWords();
  const deed = useDeed();
  const keep = (part: Partial<Watch>) => deed.mutate({ method: 'PUT', path: '/watch', body: { ...watch, ...part } });
  const whole = (name: 'dossiersAnHour' | 'nightFrom' | 'nightUntil', min: number, max: number) => (
    <NumberInput
      key={`${name} ${watch[name]}`}
      label={say(name)}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      defaultValue={watch[name]}
      onBlur={(event) => {
        const value = Number(event.currentTarget.value);
        if (event.currentTarget.value !== '' && value >= min && value <= max && value !== watch[name])
          keep({ [name]: value });
      }}
    />
  );
  return (
    <div className={classes.stack}>
      <div className={classes.fields}>
        {whole('dossiersAnHour', 2, 1000)}
        {whole('nightFrom', 0, 23)}
        {whole('nightUntil', 0, 23)}
      </div>
      <Switch
        label={say('weekendToo')}
        checked={watch.weekend}
        busy={deed.isPending}
        onChange={(event) => keep({ weekend: event.currentTarget.checked })}
      />
    </div>
  );
}

function ChainCard() {
  const say = useWords();
  const nameOf = useNames();
  const [check, setCheck] = useState<ChainCheck | null>(null);
  const [isBusy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    setCheck(await ask<ChainCheck>('GET', '/audit/check').catch(() => null));
    setBusy(false);
  };
  const broken = check?.laptops.filter((laptop) => laptop.broken > 0) ?? [];
  return (
    <Card
      title={say('isLogWhole')}
      aside={
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<Icon of={IconShieldCheck} size={16} />}
          busy={isBusy}
          onClick={() => void look()}
        >
          {say('checkLog')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <p className={classes.sub}>{say('isLogWholeText')}</p>
        <div role="status" className={classes.stack}>
          {check && (
            <p>
              {check.office === null ? (
                <Tag kind="green" icon={IconCheck} isWhole>
                  {say('officeWhole')}
                </Tag>
              ) : (
                <Tag kind="red" icon={IconAlertTriangle} isWhole>
                  {say('officeBroken', { line: check.office })}
                </Tag>
              )}
            </p>
          )}
          {check && broken.length === 0 && (
            <p>
              <Tag kind="green" icon={IconCheck} isWhole>
                {say('laptopsWhole', { count: check.laptops.length })}
              </Tag>
            </p>
          )}
          {broken.map(({ device, name, person, broken: count, first }) => (
            <p key={device}>
              <Tag kind="red" icon={IconAlertTriangle} isWhole>
                {say('laptopBroken', { name: `${name} (${nameOf(person)})`, count, line: first ?? 0 })}
              </Tag>
            </p>
          ))}
        </div>
      </div>
    </Card>
  );
}
