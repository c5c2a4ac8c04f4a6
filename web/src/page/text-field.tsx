/**
 * A field for a text of any length. Browsers lay the text of a field out whole and at once, and freeze for minutes over a book: a text that is
 * too long for them is held beside the field, which shows how it begins. Nothing of it is lost, and the last paste can be undone.
 */
import type { Ref } from "preact";
import { useMemo, useState } from "preact/hooks";
import { t } from "./messages";
import { countWords, shorten } from "./text";

/** In UTF-16 code units; more than any article that is read in one piece. */
const longest = 200_000;
/** So much of a long text is shown. */
const shown = 1_500;

interface Props {
  field: Ref<HTMLTextAreaElement>;
  label: string;
  value: string;
  placeholder?: string;
  onChange(value: string): void;
  /** Takes a pasted text for itself, if it answers true. */
  takes?(pasted: string): boolean;
  onKeyDown?(event: KeyboardEvent): void;
}

export function TextField({ field, label, value, placeholder, onChange, takes, onKeyDown }: Props) {
  const long = value.length > longest;
  const [before, setBefore] = useState<string | null>(null);
  const change = (next: string) => {
    if (next.length > longest) setBefore(value);
    onChange(next);
  };
  const undo = () => {
    if (before === null) return;
    setBefore(null);
    onChange(before);
  };
  const onPaste = (event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const { selectionStart, selectionEnd } = event.currentTarget;
    const next = long ? pasted : value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
    if (!takes?.(pasted)) {
      if (!pasted || (!long && next.length <= longest)) return; // the field's own paste, with its own undo
      change(next);
    }
    event.preventDefault();
  };
  const onKey = (event: KeyboardEvent) => {
    if (long && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      undo();
    } else onKeyDown?.(event);
  };
  return (
    <>
      <textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        value={long ? shorten(value, shown) : value}
        readOnly={long}
        dir="auto"
        onInput={(event) => change(event.currentTarget.value)}
        onPaste={onPaste}
        onKeyDown={onKey}
      />
      {long && <Held text={value} undo={before === null ? undefined : undo} />}
    </>
  );
}

function Held({ text, undo }: { text: string; undo: (() => void) | undefined }) {
  const words = useMemo(() => countWords(text), [text]);
  return (
    <p class="held" role="status">
      <span>{t.held(words)}</span>
      {undo && <button type="button" class="small" onClick={undo}>{t.undoPaste}</button>}
    </p>
  );
}
