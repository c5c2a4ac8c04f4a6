/** What stands on paper only: with the article what its marks mean, with a lesson the task above and the questions under it. */
import { useStore } from "./context";
import type { Lens } from "./marks";
import { t } from "./messages";
import { Legend } from "./parts";
import { paragraphAt, words } from "./text";

/** Who gets the paper has not seen the page. */
export function PrintFoot() {
  return (
    <section class="print-part" aria-hidden="true">
      <Legend only={["actor", "source", "unnamed", "cue", "hedge", "statement"]} />
      <p>{t.promise}</p>
    </section>
  );
}

/** The task above the text of a lesson. */
export function SheetHead() {
  return (
    <section class="print-part" aria-hidden="true">
      <p class="sheet-name">{t.sheetName}</p>
      <p>{t.sheetTask}</p>
      <Legend only={["actor", "source", "hedge"]} />
    </section>
  );
}

/** The questions under it, and after the reveal what the program marked, on a page of its own. */
export function SheetFoot() {
  const store = useStore();
  const lesson = store.classroom.lesson.value!;
  return (
    <section class="print-part" aria-hidden="true">
      <ol>{t.sheetQuestions.map((question) => <li key={question}>{question}</li>)}</ol>
      {lesson.revealed && (
        <table>
          <thead><tr><th>¶</th><th>{t.lensMany.source}</th><th>{t.lensMany.hedge}</th></tr></thead>
          <tbody>
            {store.paragraphs.value.map(({ number }) => {
              const here = (lens: Lens) => store.reader.findings.value[lens].filter((finding) => paragraphAt(store.paragraphs.value, finding.span[0])?.number === number).map((finding) => words(store.text.value, [finding.span])).join("; ");
              return <tr key={number}><td>{number}</td><td>{here("source")}</td><td>{here("hedge")}</td></tr>;
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
