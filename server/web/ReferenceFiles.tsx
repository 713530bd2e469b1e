/** Files for all laptops: handed in here by stretches, so that a line that breaks costs one of them. */
import { useRef, useState } from 'react';
import { FileButton, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../../renderer/components/documents/document-words.ts';
import { Button } from '../../renderer/components/Button.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { Progress } from '../../renderer/components/Progress.tsx';
import { useToast } from '../../renderer/components/Toasts.tsx';
import { ask, Refused, type ReferenceFile } from './ask.ts';
import { failureText, RoomScreen, Table, useDeed, useList } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

/** What the office takes at a time; whole pieces of 64 KiB. */
const STRETCH = 4 * 1024 * 1024;
const LARGEST = 2 * 1024 ** 3;
const TRIES = 4;

type Adding = { readonly name: string; readonly done: number; readonly total: number };

export function ReferenceFiles() {
  const say = useWords();
  const { i18n } = useTranslation();
  const files = useList<ReferenceFile[]>('/reference-files');
  const { adding, add, stop, isStopping } = useAdding();
  const size = (bytes: number) => sizeText(bytes, i18n.language);
  return (
    <RoomScreen
      word="referenceFiles"
      text="referenceFilesText"
      of={files}
      actions={
        <FileButton multiple onChange={(chosen) => void add(chosen)}>
          {(props) => (
            <Button {...props} busy={adding !== null} leftSection={<Icon of={IconPlus} />}>
              {say('addFile')}
            </Button>
          )}
        </FileButton>
      }
    >
      {adding && (
        <Progress
          phase={say('addingFile', { name: adding.name })}
          done={adding.done}
          total={adding.total}
          cancelling={isStopping}
          format={size}
          onCancel={stop}
        />
      )}
      {files.data?.length === 0 ? (
        <p className={classes.sub}>{say('noFiles')}</p>
      ) : (
        <Table heads={[say('name'), say('fileNote'), say('fileSize'), say('since'), '']}>
          {files.data?.map((file) => (
            <FileRow key={file.id} file={file} size={size(file.bytes)} />
          ))}
        </Table>
      )}
    </RoomScreen>
  );
}

function FileRow({ file, size }: { file: ReferenceFile; size: string }) {
  const say = useWords();
  const deed = useDeed();
  const [typed, setTyped] = useState<string | null>(null);
  const [isSure, setSure] = useState(false);
  const path = `/reference-files/${file.id}`;
  const keep = () => {
    const note = (typed ?? '').trim() || null;
    if (typed === null || note === file.note) return setTyped(null);
    deed.mutate({ method: 'PATCH', path, body: { name: file.name, note } }, { onSuccess: () => setTyped(null) });
  };
  return (
    <tr>
      <th scope="row">
        <span className={classes.name}>{file.name}</span>
      </th>
      <td>
        <TextInput
          aria-label={`${say('fileNote')}: ${file.name}`}
          placeholder={say('fileNoteHow')}
          maxLength={2000}
          value={typed ?? file.note ?? ''}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') setTyped(null);
          }}
        />
      </td>
      <td>{size}</td>
      <td>
        <MomentText at={file.at} />
      </td>
      <td>
        <span className={classes.deeds}>
          {isSure ? (
            <>
              <Button size="compact-sm" color="red" autoFocus onClick={() => deed.mutate({ method: 'DELETE', path })}>
                {say('removeEverywhere')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setSure(false)}>
                {say('cancel')}
              </Button>
            </>
          ) : (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`${say('remove')}: ${file.name}`}
              onClick={() => setSure(true)}
            >
              {say('remove')}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

/** One after another; what was stopped half way is taken away again. */
function useAdding() {
  const say = useWords();
  const toast = useToast();
  const cache = useQueryClient();
  const [adding, setAdding] = useState<Adding | null>(null);
  const [isStopping, setStopping] = useState(false);
  const stopping = useRef(new AbortController());

  async function addOne(file: File, signal: AbortSignal): Promise<void> {
    if (file.size > LARGEST) throw new Refused('TooLarge');
    const { id } = await ask<{ id: string }>('POST', '/reference-files', { bytes: file.size }, signal);
    const path = `/reference-files/${id}`;
    try {
      let at = 0;
      let tries = 0;
      do {
        setAdding({ name: file.name, done: at, total: file.size });
        const bytes = file.slice(at, at + STRETCH);
        try {
          ({ at } = await ask<{ at: number }>('PUT', `${path}?at=${at}`, bytes, signal));
          tries = 0;
        } catch (failure) {
          if (signal.aborted || !(failure instanceof Refused) || ++tries > TRIES) throw failure;
          // An answer that was lost: the office says how far it is. Otherwise the line was away for a moment.
          if (failure.at !== null) at = failure.at;
          else if (failure.type === 'Unavailable') await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
          else throw failure;
        }
      } while (at < file.size);
      await ask('PATCH', path, { name: file.name.slice(-255), note: null }, signal);
    } catch (failure) {
      await ask('DELETE', path).catch(() => undefined);
      throw failure;
    }
  }

  async function add(chosen: File[]): Promise<void> {
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    for (const file of chosen) {
      if (signal.aborted) break;
      try {
        await addOne(file, signal);
        toast({ message: say('fileAdded', { name: file.name }) });
      } catch (failure) {
        if (!signal.aborted) toast({ message: `${file.name}: ${failureText(say, failure)}`, tone: 'red' });
      }
    }
    setAdding(null);
    setStopping(false);
    await cache.invalidateQueries();
  }

  return {
    adding,
    isStopping,
    add,
    stop: () => {
      setStopping(true);
      stopping.current.abort();
    },
  };
}
