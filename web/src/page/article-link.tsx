/** A saved article in a list: its title and what is known of it. It opens the article. */
import type { ArticleSummary } from "../core/protocol";
import { useStore } from "./context";
import { t } from "./messages";

export function ArticleLink({ article, size }: { article: ArticleSummary; size?: boolean }) {
  const store = useStore();
  const known = [article.outlet || t.host(article.url), t.date(article.updated), t.words(article.words), article.notes > 0 && t.notes(article.notes), size && t.size(article.size * 2)];
  return (
    <button type="button" class="open" onClick={() => { void store.open(article.id); }}>
      <b dir="auto">{article.title || t.untitled}</b>
      <small class="muted">{known.filter(Boolean).join(" · ")}</small>
    </button>
  );
}
