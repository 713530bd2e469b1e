/** The small picture of a document where this laptop has one, and the sign of its kind otherwise. */
import { useEffect, useState } from 'react';
import type { Row } from '../../../core/domain/concepts.ts';
import { useAsk } from '../../api/useAsk.ts';
import { iconOf } from '../../components/documents/DocumentPlace.tsx';
import { Icon } from '../../components/Icon.tsx';
import { shownAs } from '../../components/documents/document-words.ts';
import classes from './documents.module.css';

export function Thumbnail({ row }: { row: Row<'document'> }) {
  const kind = shownAs(row.mediaType);
  const mayHave = (kind === 'picture' || kind === 'pdf') && row.confidential !== 'yes';
  const kept = useAsk('documents.thumbnail', { row: row.id }, { enabled: mayHave });
  const picture = mayHave ? kept.data?.picture : null;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return setAddress(null);
    const made = URL.createObjectURL(new Blob([new Uint8Array(picture)]));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <span className={classes.icon} data-confidential={row.confidential === 'yes' || undefined}>
      {address === null ? (
        <Icon of={iconOf(row.mediaType)} size={22} />
      ) : (
        <img src={address} alt="" style={{ transform: `rotate(${(row.turned ?? 0) * 90}deg)` }} />
      )}
    </span>
  );
}
