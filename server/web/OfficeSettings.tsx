/** What the organisation wants of every laptop. Empty leaves it to the adviser; each is kept when it is left. */
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { Switch } from '../../renderer/components/Button.tsx';
import { Card } from '../../renderer/components/Card.tsx';
import type { OfficeSettings as Settings } from '../../core/sync/protocol.ts';
import { failureText, useDeed } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

export function OfficeSettings({ settings }: { settings: Settings }) {
  const say = useWords();
  const deed = useDeed();
  return (
    <Card title={say('laptopSettings')}>
      <p className={classes.sub}>{say('laptopSettingsText')}</p>
      <div className={classes.fields}>
        <Whole name="idleMinutes" value={settings.idleMinutes ?? null} />
        <Whole name="retentionMonths" value={settings.retentionMonths ?? null} />
      </div>
      <Switch
        label={say('passphraseRequired')}
        description={say('passphraseRequiredText')}
        checked={settings.passphraseRequired ?? false}
        busy={deed.isPending}
        onChange={(event) =>
          deed.mutate({
            method: 'PUT',
            path: '/settings',
            body: { passphraseRequired: event.currentTarget.checked ? true : null },
          })
        }
      />
      {deed.isError && <p role="alert">{failureText(say, deed.error)}</p>}
    </Card>
  );
}

function Whole({ name, value }: { name: 'idleMinutes' | 'retentionMonths'; value: number | null }) {
  const say = useWords();
  const deed = useDeed();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed === null || typed.trim() === String(value ?? '')) return setTyped(null);
    const wanted = typed.trim() === '' ? null : Number(typed);
    deed.mutate(
      { method: 'PUT', path: '/settings', body: { [name]: wanted } },
      { onSuccess: () => setTyped((now) => (now === typed ? null : now)) },
    );
  };
  return (
    <TextInput
      label={say(name)}
      description={say(`${name}Text`)}
      inputMode="numeric"
      maxLength={3}
      value={typed ?? String(value ?? '')}
      error={deed.isError && typed !== null ? failureText(say, deed.error) : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
