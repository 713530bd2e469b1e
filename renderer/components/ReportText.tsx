/** The text of a contact moment as it is read: headings, lists, paragraphs. Spans, since it stands in a button that opens it. */
import { blocksOf } from '../../core/guidance/report-text.ts';
import classes from './ReportText.module.css';

export function ReportText({ text }: { text: string }) {
  return (
    <span className={classes.report}>
      {blocksOf(text).map((block, index) =>
        block.kind === 'list' ? (
          <span key={index} className={classes.list}>
            {block.items.map((item, at) => (
              <span key={at} className={classes.item}>
                {item}
              </span>
            ))}
          </span>
        ) : (
          <span key={index} className={block.kind === 'heading' ? classes.heading : classes.paragraph}>
            {block.text}
          </span>
        ),
      )}
    </span>
  );
}
