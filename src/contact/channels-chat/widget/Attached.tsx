/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { bringAttaching, type WidgetFile } from './attaching.ts';
import type { Chat } from './chat.ts';
import type { Frame } from './frame.ts';

interface AttachedProps {
  files: readonly WidgetFile[];
  chat: Chat;
  frame: Frame;
  filled: () => void;
}

/** What a message carries. The box is filled by the part that knows files. */
export function Attached({ files, chat, frame, filled }: AttachedProps) {
  const box = useRef<HTMLDivElement>(null);
  const ids = files.map((file) => file.id).join();
  // The same files are drawn once, whatever else is drawn anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for all of it
  useLayoutEffect(() => {
    bringAttaching(frame).then(
      (it) => box.current && it.show(box.current, files, chat, filled),
      () => undefined,
    );
  }, [ids]);
  return <div ref={box} class="carried" />;
}
