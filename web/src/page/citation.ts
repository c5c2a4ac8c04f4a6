/** Citations and links to a place: text fragments as browsers resolve them. Pure. */

/**
 * The address of a stretch of text on its page: all of it up to ten words, else the first and the last five.
 * Only http addresses get one; the signs that mean something inside a fragment are percent-encoded. A fragment of the page's own is kept,
 * as in exported files (wasm/exchange).
 */
export function fragmentUrl(url: string, quote: string): string {
  if (!/^https?:\/\//i.test(url)) return "";
  const list = quote.trim().split(/\s+/).filter(Boolean);
  if (!list.length) return "";
  const text = list.length <= 10 ? encode(list.join(" ")) : `${encode(list.slice(0, 5).join(" "))},${encode(list.slice(-5).join(" "))}`;
  const page = url.replace(/:~:.*$/s, "");
  return `${page}${page.includes("#") ? "" : "#"}:~:text=${text}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/-/g, "%2D").replace(/'/g, "%27");
}

export interface Cited {
  quote: string;
  speaker: string;
  paragraph: number;
  title: string;
  url: string;
}

export function citation(cited: Cited): string {
  const link = fragmentUrl(cited.url, cited.quote) || cited.url;
  const by = [cited.speaker, cited.title && `“${cited.title}”`, `¶${cited.paragraph}`, link].filter(Boolean).join(", ");
  return `“${cited.quote.replace(/^[“"]|[”"]$/g, "")}” (${by})`;
}

