/** The chain of sources that the current finding reaches us through, at the foot of the screen: "The Coastal Herald → a consultant → “could cost…”". */
import type { Attribution, Reading } from "../core/reading";
import { Chain } from "./card";
import { useStore } from "./context";
import { chainOf } from "./facts";
import type { Finding } from "./marks";
import { t } from "./messages";
import { shorten, words } from "./text";

export function Crumbs() {
  const store = useStore();
  const reading = store.reader.reading.value;
  const finding = store.reader.find(store.cursor.current.value);
  const attribution = reading && finding && around(reading, finding);
  if (store.cursor.card.value) return null; // it shows the chain itself
  if (!reading || !attribution || chainOf(reading, attribution).length < 2) return null;
  const said = words(store.text.value, attribution.content);
  return (
    <nav class="crumbs" aria-label={t.chainHere}>
      <div><Chain attribution={attribution} reading={reading} />{said && <q class="muted" dir="auto">{shorten(said, 60)}</q>}</div>
    </nav>
  );
}

/** The attribution that a finding is, that owns it, or whose statement it stands in. */
function around(reading: Reading, finding: Finding): Attribution | undefined {
  const byId = (id: string | null | undefined) => reading.attributions.find((attribution) => attribution.id === id);
  if (finding.lens === "source") return byId(finding.id);
  if (finding.lens === "hedge") return byId(reading.hedges.find((hedge) => hedge.id === finding.id)?.owner);
  const holds = (attribution: Attribution) => attribution.content.some(([start, end]) => start <= finding.span[0] && finding.span[1] <= end);
  return reading.attributions.filter(holds).sort((a, b) => chainOf(reading, b).length - chainOf(reading, a).length)[0];
}
