/** The second opinion: another engine reads the same text, and the page shows where the two disagree. Fetched only when asked for. */
import { useEffect, useState } from "preact/hooks";
import { Client } from "../core/client";
import type { Reading } from "../core/reading";
import { type Disagreement, nameDisagreements, tagDisagreements } from "./compare";
import { useStore } from "./context";
import { t } from "./messages";
import { Details, Place } from "./parts";
import { words } from "./text";

export function SecondOpinion() {
  const store = useStore();
  const [state, setState] = useState<"none" | "asking" | "failed" | { here: Reading; there: Reading }>("none");
  const text = store.text.value;
  useEffect(() => setState("none"), [text]);
  const shell = store.shell.secondOpinion;
  if (!shell) return null;
  const ask = async () => {
    setState("asking");
    const other = new Client(shell);
    try {
      const [here, there] = await Promise.all([store.client.call("read", { id: "", text, tokens: true }), other.call("read", { id: "", text, tokens: true })]);
      setState({ here, there });
    } catch {
      setState("failed");
    } finally {
      other.close(); // gives its memory back
    }
  };
  return (
    <section>
      <h2>{t.secondOpinion}</h2>
      {typeof state === "string" ? (
        <>
          <p class="muted">{state === "failed" ? t.opinionFailed : t.opinionMeans}</p>
          <p><button type="button" class="small" disabled={state === "asking"} onClick={() => { void ask(); }}>{state === "asking" ? t.opinionAsking : t.askOpinion}</button></p>
        </>
      ) : <Opinion here={state.here} there={state.there} />}
    </section>
  );
}

function Opinion({ here, there }: { here: Reading; there: Reading }) {
  const names = nameDisagreements(here, there);
  const tags = tagDisagreements(here, there);
  return (
    <>
      <p>{t.opinionSaid(here.analyzer, there.analyzer, names.length, tags.list.length, tags.compared)}</p>
      {names.length > 0 && <Details summary={t.opinionNames}>{() => <Table list={names} />}</Details>}
      {tags.list.length > 0 && <Details summary={t.opinionTags}>{() => <Table list={tags.list} />}</Details>}
    </>
  );
}

function Table({ list }: { list: readonly Disagreement[] }) {
  const store = useStore();
  return (
    <>
    <table>
      <thead><tr><th scope="col">{t.word}</th><th scope="col">{t.thisEngine}</th><th scope="col">{t.otherEngine}</th></tr></thead>
      <tbody>{list.slice(0, 200).map((item) => <tr key={`${item.span}`}><td><span dir="auto">{words(store.text.value, [item.span])}</span> <Place span={item.span} /></td><td>{item.here || "–"}</td><td>{item.there || "–"}</td></tr>)}</tbody>
    </table>
    {list.length > 200 && <p class="muted">{t.andMore(list.length - 200)}</p>}
    </>
  );
}
