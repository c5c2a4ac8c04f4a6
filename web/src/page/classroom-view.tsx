/** The panel of classroom mode, and the sheet that is printed for it. */
import type { Span } from "../core/reading";
import type { Lens } from "./marks";
import { useStore } from "./context";
import { t } from "./messages";
import { Counted, Lines, Place } from "./parts";
import { type Agreement, agreementOf } from "./prediction";
import { shorten, words } from "./text";

const lenses: readonly Lens[] = ["source", "hedge", "actor"];

export function ClassroomPanel() {
  const store = useStore();
  const lesson = store.classroom.lesson.value!;
  return (
    <div class="panel classroom" tabIndex={0} role="group" aria-labelledby="classroom-title">
      <section>
        <h2 id="classroom-title">{lesson.revealed ? t.compared : t.predict}</h2>
        <p>{lesson.revealed ? t.comparedMeans : t.predictMeans}</p>
        <div class="row wrap">
          {!lesson.revealed && <button type="button" class="primary" onClick={() => store.classroom.reveal()}>{t.reveal}</button>}
          <button type="button" onClick={() => store.classroom.printSheet()}>{t.printSheet}</button>
          <button type="button" onClick={() => store.classroom.end()}>{t.endLesson}</button>
        </div>
      </section>
      {lenses.map((lens) => (lesson.revealed ? <Compared key={lens} lens={lens} /> : <Own key={lens} lens={lens} />))}
    </div>
  );
}

function Own({ lens }: { lens: Lens }) {
  const { classroom } = useStore();
  const marks = classroom.lesson.value!.marks.filter((mark) => mark.lens === lens).sort((a, b) => a.span[0] - b.span[0]);
  return (
    <section>
      <h2>{t.lensMany[lens]} <span class="number">{marks.length}</span></h2>
      {!marks.length && <p class="muted">{t.noMarksYet}</p>}
      {marks.length > 0 && <ul class="lines">{marks.map((mark) => <li key={mark.id} class="row"><Mark span={mark.span} /><button type="button" class="quiet small" onClick={() => classroom.unmark(mark.id)}>{t.takeAway}</button></li>)}</ul>}
    </section>
  );
}

function Mark({ span }: { span: Span }) {
  const store = useStore();
  return <span class="grow"><q dir="auto">{shorten(words(store.text.value, [span]), 80)}</q> <Place span={span} /></span>;
}

function Compared({ lens }: { lens: Lens }) {
  const { classroom } = useStore();
  const lesson = classroom.lesson.value!;
  const agreement = agreementOf(lesson.reading, lesson.marks, lens);
  return (
    <section>
      <h2>{t.lensMany[lens]}</h2>
      {Object.values(agreement).every((list) => !list.length) ? <p class="muted">{t.nobodyMarked(lens)}</p> : (["both", "reader", "program"] as const).map((side) => <Side key={side} side={side} lens={lens} marks={agreement[side]} />)}
    </section>
  );
}

/** The number shows all of its marks in the text, except for those that the reader alone has made: the text shows the program's. */
function Side({ side, lens, marks }: { side: keyof Agreement; lens: Lens; marks: readonly { span: Span; key?: string }[] }) {
  const keys = marks.flatMap(({ key }) => key ?? []);
  return (
    <>
      <h3>{t.markedBy[side]} <span class="number"><Counted lens={lens} keys={keys}>{marks.length}</Counted></span></h3>
      {marks.length ? <Lines items={marks}>{({ span }) => <Mark span={span} />}</Lines> : <p class="muted">{t.none}</p>}
    </>
  );
}
