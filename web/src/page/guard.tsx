/** What stands in place of a part of the page that could not be drawn. The rest of the page goes on, and nothing typed is lost with it. */
import { Component, type ComponentChildren } from "preact";
import { StoreContext } from "./context";
import { t } from "./messages";

interface State {
  error: unknown;
}

/** Another `key`, as for another article, tries to draw what is inside again; so does the reader's press. */
export class Guard extends Component<{ children: ComponentChildren }, State> {
  static override contextType = StoreContext;
  override state: State = { error: null };

  /** The part goes, and what was typed in it goes to the library at once. */
  override componentDidCatch(error: unknown): void {
    this.setState({ error: error ?? new Error("nothing was thrown") });
    void this.context?.saves.settle();
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const store = this.context;
    return (
      <section class="broken" role="alert">
        <h2>{t.notDrawn}</h2>
        <p>{!store ? t.notStartedMeans : store.storage.value?.state === "ok" ? t.notDrawnMeans : t.notDrawnUnsaved}</p>
        <div class="row wrap">
          <button type="button" onClick={() => this.setState({ error: null })}>{t.retry}</button>
          <button type="button" onClick={() => location.reload()}>{t.reload}</button>
          {store && <button type="button" onClick={() => { void store.transfer.exportAll(); }}>{t.exportNow}</button>}
          <button type="button" class="quiet" onClick={() => { void navigator.clipboard?.writeText(detailsOf(error)); }}>{t.copyDetails}</button>
        </div>
      </section>
    );
  }
}

/** What and where, without the error's own words: a piece of the article may be in them. */
function detailsOf(error: unknown): string {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: "" };
  const places = (stack ?? "").split("\n").filter((line) => /^\s+at |@/.test(line));
  return [name, ...places, navigator.userAgent].join("\n");
}
