/** One actor, source or unnamed phrase in all saved articles. The articles that hold its words are read one after the other, on demand. */
import { signal } from "@preact/signals";
import type { Client } from "../core/client";
import type { Article } from "../core/protocol";
import type { Actor, Attribution } from "../core/reading";
import type { Library } from "./library";
import { type Report, reportOf, sameName } from "./reports";
import { words } from "./text";

/** What an article says of the name: the actor, if it is one there, and what it is the source of. */
export interface Sighting {
  report: Report;
  actor: Actor | null;
  attributions: Attribution[];
}

export class Across {
  readonly name = signal("");
  readonly found = signal<Sighting[]>([]);
  readonly progress = signal<{ done: number; total: number } | null>(null);
  private turn: AbortController | null = null;

  constructor(private readonly client: Client, private readonly library: Library) {}

  /** Looks the name up anew; what is found is shown as it is found. */
  async look(name: string): Promise<void> {
    this.stop();
    this.name.value = name.trim();
    this.found.value = [];
    if (!name.trim()) return;
    const turn = new AbortController();
    this.turn = turn;
    this.progress.value = { done: 0, total: 0 };
    try {
      await this.library.fill();
      const ids = this.library.holding(name);
      for (let done = 0; done < ids.length && !turn.signal.aborted; done++) {
        this.progress.value = { done, total: ids.length };
        const { article, corrections } = await this.client.call("get", { id: ids[done]! });
        const reading = await this.client.call("read", { id: article.id, text: article.text, corrections }, { signal: turn.signal });
        const sighting = sightingOf(reportOf(article, reading), name);
        if (sighting && !turn.signal.aborted) this.found.value = [...this.found.value, sighting];
      }
    } finally {
      if (this.turn === turn) this.progress.value = null;
    }
  }

  stop(): void {
    this.turn?.abort();
    this.turn = null;
    this.progress.value = null;
  }
}

/** Null where the words stand in the article and are neither an actor nor a source. */
export function sightingOf(report: Report, name: string): Sighting | null {
  const { article, reading } = report;
  const plain = name.trim().toLowerCase();
  const actor = reading.actors.find((other) => sameName(other.name, name) || other.mentions.some((mention) => said(article, [mention.span]) === plain)) ?? null;
  const attributions = reading.attributions.filter((attribution) => (actor && attribution.actor === actor.id) || sameName(attribution.speaker, name) || said(article, attribution.source).includes(plain));
  return actor || attributions.length ? { report, actor, attributions } : null;
}

function said(article: Article, spans: readonly (readonly [number, number])[]): string {
  return words(article.text, spans).toLowerCase();
}
