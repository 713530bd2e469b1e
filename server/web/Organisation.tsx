/** The organisation itself, as §2 of the privacy statement lists what is kept of a customer; and who is signed in with a browser. */
import { useState, type FormEvent } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Button } from '../../renderer/components/Button.tsx';
import { Card } from '../../renderer/components/Card.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import type { Me, Organisation as Details, Provider, Session } from './ask.ts';
import { OfficeSettings } from './OfficeSettings.tsx';
import { failureText, RoomScreen, Table, useDeed, useList, useNames, useUndoable } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

const FIELDS = [
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
  'processor',
] as const;

export function Organisation() {
  const say = useWords();
  const organisation = useList<Details>('/organisation');
  const me = useList<Me>('/session');
  const deed = useDeed();
  const undoable = useUndoable();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    deed.mutate(
      { method: 'POST', path: '/contacts', body: { name: name.trim(), email: email.trim() } },
      {
        onSuccess: () => {
          setName('');
          setEmail('');
        },
      },
    );
  };
  return (
    <RoomScreen word="organisation" text="detailsText" of={organisation}>
      <Card title={say('details')}>
        <div className={classes.fields}>
          {FIELDS.map((field) => (
            <Detail key={field} field={field} value={organisation.data?.details[field] ?? null} />
          ))}
        </div>
      </Card>
      <Card title={say('lease')}>
        <p className={classes.sub}>{say('leaseText')}</p>
        {organisation.data && <Lease days={organisation.data.leaseDays} />}
      </Card>
      <Card title={say('oidc')}>
        <p className={classes.sub}>{say('oidcText')}</p>
        {organisation.data && <Issuer key={organisation.data.provider?.issuer} provider={organisation.data.provider} />}
        {organisation.data?.isOneOfSeveral && organisation.data.provider && me.data && (
          <p className={classes.sub}>
            {say('oidcLaptops')} <code>{`${location.origin}/?organisation=${me.data.organisation}`}</code>{' '}
            {say('oidcPage')} <code>{`${location.origin}/v1/oidc/sign-in?organisation=${me.data.organisation}`}</code>
          </p>
        )}
      </Card>
      {organisation.data && <OfficeSettings settings={organisation.data.settings} />}
      <Card title={say('contacts')}>
        {organisation.data?.contacts.length === 0 && <p className={classes.sub}>{say('noContacts')}</p>}
        <ul className={classes.members}>
          {organisation.data?.contacts.map((contact) => (
            <li key={contact.id}>
              {contact.name} <span className={classes.sub}>{contact.email}</span>
              <button
                type="button"
                className={classes.cross}
                aria-label={`${say('remove')}: ${contact.name}`}
                onClick={() =>
                  undoable(
                    { method: 'DELETE', path: `/contacts/${contact.id}` },
                    say('removed', { name: contact.name }),
                    { method: 'POST', path: '/contacts', body: { name: contact.name, email: contact.email } },
                  )
                }
              >
                <Icon of={IconX} size={16} />
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={add} className={classes.line}>
          <TextInput
            aria-label={say('name')}
            placeholder={say('name')}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            aria-label={say('email')}
            placeholder={say('email')}
            type="email"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={name.trim() === '' || email.trim() === ''}>
            {say('add')}
          </Button>
        </form>
      </Card>
    </RoomScreen>
  );
}

/** The identity provider: all of it at once, since the half of it lets nobody in. */
function Issuer({ provider }: { provider: Provider | null }) {
  const say = useWords();
  const deed = useDeed();
  const [issuer, setIssuer] = useState(provider?.issuer ?? '');
  const [clientId, setClientId] = useState(provider?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [trustsEmail, setTrusts] = useState(provider?.trustsEmail ?? false);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const body = {
      issuer: issuer.trim(),
      clientId: clientId.trim(),
      trustsEmail,
      ...(secret === '' ? {} : { clientSecret: secret }),
    };
    deed.mutate({ method: 'PUT', path: '/oidc-provider', body }, { onSuccess: () => setSecret('') });
  };
  return (
    <form onSubmit={keep} className={classes.stack}>
      <p className={classes.sub}>
        {say('oidcCallback')} <code>{`${location.origin}/v1/oidc/callback`}</code>
      </p>
      <div className={classes.fields}>
        <TextInput
          label={say('oidcIssuer')}
          placeholder="https://login.voorbeeld.nl"
          maxLength={500}
          value={issuer}
          onChange={(event) => setIssuer(event.currentTarget.value)}
        />
        <TextInput
          label={say('oidcClientId')}
          maxLength={300}
          value={clientId}
          onChange={(event) => setClientId(event.currentTarget.value)}
        />
        <TextInput
          label={say('oidcSecret')}
          description={provider?.hasSecret ? say('oidcSecretKept') : undefined}
          type="password"
          autoComplete="off"
          maxLength={500}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
      </div>
      <Checkbox
        label={say('oidcTrusts')}
        checked={trustsEmail}
        onChange={(event) => setTrusts(event.currentTarget.checked)}
      />
      <div className={classes.line}>
        <Button type="submit" variant="default" busy={deed.isPending} disabled={!issuer.trim() || !clientId.trim()}>
          {say('oidcKeep')}
        </Button>
        {provider && (
          <Button variant="subtle" onClick={() => deed.mutate({ method: 'DELETE', path: '/oidc-provider' })}>
            {say('remove')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Kept when it is left, as the details are. */
function Lease({ days }: { days: number }) {
  const say = useWords();
  const deed = useDeed();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed === null || Number(typed) === days) return setTyped(null);
    deed.mutate(
      { method: 'PUT', path: '/lease', body: { days: Number(typed) } },
      { onSuccess: () => setTyped((now) => (now === typed ? null : now)) },
    );
  };
  return (
    <TextInput
      className={classes.short}
      label={say('leaseDays')}
      inputMode="numeric"
      maxLength={3}
      value={typed ?? String(days)}
      error={deed.isError && typed !== null ? failureText(say, deed.error) : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

/** Kept when it is left; what the office refuses stays, with why. */
function Detail({ field, value }: { field: (typeof FIELDS)[number]; value: string | null }) {
  const say = useWords();
  const deed = useDeed();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    const next = (typed ?? '').trim() || null;
    if (typed === null || next === value) return setTyped(null);
    deed.mutate(
      { method: 'PATCH', path: '/organisation', body: { [field]: next } },
      { onSuccess: () => setTyped((now) => (now === typed ? null : now)) },
    );
  };
  return (
    <TextInput
      label={say(field)}
      value={typed ?? value ?? ''}
      maxLength={500}
      error={deed.isError && typed !== null ? failureText(say, deed.error) : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

export function Sessions() {
  const say = useWords();
  const sessions = useList<Session[]>('/sessions');
  const me = useList<Me>('/session');
  const nameOf = useNames();
  const deed = useDeed();
  return (
    <RoomScreen word="sessions" of={sessions}>
      <Table
        heads={[
          say('who'),
          say('since'),
          say('until'),
          <span key="a" className="screen-only-reader">
            {say('end')}
          </span>,
        ]}
      >
        {sessions.data?.map((session) => (
          <tr key={session.id}>
            <th scope="row">
              <span className={classes.name}>{nameOf(session.person)}</span>
              {session.id === me.data?.session && <Tag kind="petrol">{say('thisBrowser')}</Tag>}
            </th>
            <td>
              <MomentText at={session.createdAt} />
            </td>
            <td>
              <MomentText at={session.expiresAt} />
            </td>
            <td>
              <span className={classes.deeds}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`${say('end')}: ${nameOf(session.person)}`}
                  onClick={() => deed.mutate({ method: 'DELETE', path: `/sessions/${session.id}` })}
                >
                  {say('end')}
                </Button>
              </span>
            </td>
          </tr>
        ))}
      </Table>
    </RoomScreen>
  );
}
