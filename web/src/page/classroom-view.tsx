/** The panel of classroom mode, and the sheet that is printed for it. */
import type { Lens } from "./marks";
import { useStore } from "./context";
import { t } from "./messages";
import { Details, Place } from "./parts";
import { agreementOf, type Predicted } from "./prediction";
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
      {marks.length > 0 && <ul class="lines">{marks.map((mark) => <li key={mark.id} class="row"><Mark mark={mark} /><button type="button" class="quiet small" onClick={() => classroom.unmark(mark.id)}>{t.takeAway}</button></li>)}</ul>}
    </section>
  );
}

function Mark({ mark }: { mark: Pick<Predicted, "span"> }) {
  const store = useStore();
  return <span class="grow"><q dir="auto">{shorten(words(store.text.value, [mark.span]), 80)}</q> <Place span={mark.span} /></span>;
}

function Compared({ lens }: { lens: Lens }) {
  const { classroom } = useStore();
  const lesson = classroom.lesson.value!;
  const { both, reader, program } = agreementOf(lesson.reading, lesson.marks, lens);
  return (
    <section>
      <h2>{t.lensMany[lens]}</h2>
      <p>{t.agreement(both.length, reader.length, program.length)}</p>
      {reader.length > 0 && <Details summary={t.onlyYou(reader.length)}>{() => <ul class="lines">{reader.map((mark) => <li key={mark.id}><Mark mark={mark} /></li>)}</ul>}</Details>}
      {program.length > 0 && <Details summary={t.onlyProgram(program.length)}>{() => <ul class="lines">{program.map((finding) => <li key={finding.key}><Mark mark={finding} /></li>)}</ul>}</Details>}
    </section>
  );
}
