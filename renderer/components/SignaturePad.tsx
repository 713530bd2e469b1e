/** A signature: drawn with finger, pen or mouse, or typed by whoever can not or does not want to draw. Gives a picture, or nothing yet. */
import { useEffect, useId, useRef, useState, type PointerEvent } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import classes from './SignaturePad.module.css';

const [WIDTH, HEIGHT] = [1000, 280];
/** Black on white, also where the window is dark: it is printed. */
const INK = '#1b2a2f';

function whiten(canvas: HTMLCanvasElement | null): CanvasRenderingContext2D | null {
  const context = canvas?.getContext('2d') ?? null;
  if (!context) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  return context;
}

export function SignaturePad({ onChange }: { onChange: (picture: string | null) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [typed, setTyped] = useState('');
  const last = useRef<{ x: number; y: number } | null>(null);

  const clear = () => whiten(canvas.current);
  // Once: what is drawn stays while everything around it is drawn again.
  useEffect(() => void whiten(canvas.current), []);
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * WIDTH,
      y: ((event.clientY - box.top) / box.height) * HEIGHT,
    };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = canvas.current?.getContext('2d');
    if (!last.current || !context) return;
    const next = at(event);
    Object.assign(context, { strokeStyle: INK, lineWidth: 6, lineCap: 'round' });
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(next.x, next.y);
    context.stroke();
    last.current = next;
  };
  const tell = () => onChange(canvas.current?.toDataURL('image/png') ?? null);
  const typeName = (name: string) => {
    setTyped(name);
    const context = clear();
    if (!context || name.trim() === '') return onChange(null);
    context.fillStyle = INK;
    context.font = `italic ${Math.min(120, 1600 / Math.max(8, name.length))}px 'Atkinson Hyperlegible Next Variable', sans-serif`;
    context.textBaseline = 'middle';
    context.fillText(name, 40, HEIGHT / 2, WIDTH - 80);
    tell();
  };
  return (
    <div className={classes.pad}>
      <p id={id}>{t('candidateMode.drawHere')}</p>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className={classes.canvas}
        role="img"
        aria-labelledby={id}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          if (typed !== '') {
            setTyped('');
            clear();
          }
          last.current = at(event);
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          if (!last.current) return;
          last.current = null;
          tell();
        }}
      />
      <div className={classes.other}>
        <TextInput
          size="lg"
          label={t('candidateMode.orType')}
          value={typed}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => typeName(event.currentTarget.value)}
        />
        <Button
          size="lg"
          variant="default"
          onClick={() => {
            setTyped('');
            clear();
            onChange(null);
          }}
        >
          {t('candidateMode.again')}
        </Button>
      </div>
    </div>
  );
}
