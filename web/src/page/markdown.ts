/** Notes are Markdown. The library's HTML is sanitised, and only the plain elements of a note are let through: no images, nothing that loads. */
import DOMPurify from "dompurify";
import { Marked } from "marked";

const marked = new Marked({ gfm: true, breaks: true, async: false });
const allowed = ["p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "hr", "table", "thead", "tbody", "tr", "th", "td"];

/** Characters of what is read as Markdown: the library takes the square of a paragraph's length and more for some texts, and minutes for a few. */
const longest = { note: 50_000, paragraph: 5_000 };

/** The library's HTML, not sanitised; null where a note is only to be shown as it was written. */
export function asHtml(markdown: string): string | null {
  if (markdown.length > longest.note || markdown.split(/\n\s*\n/).some((paragraph) => paragraph.length > longest.paragraph)) return null;
  try {
    return (marked.parse(markdown) as string).replace(/<(\/?)h[12]>/g, "<$1h3>");
  } catch {
    return null; // nested too deeply
  }
}

export function render(markdown: string): string {
  const box = document.createElement("div");
  const html = asHtml(markdown);
  if (html === null) {
    const plain = document.createElement("p");
    plain.className = "plain";
    plain.textContent = markdown;
    box.append(plain);
    return box.innerHTML;
  }
  const fragment = DOMPurify.sanitize(html, { ALLOWED_TAGS: allowed, ALLOWED_ATTR: ["href"], ALLOWED_URI_REGEXP: /^(https?|mailto):/i, RETURN_DOM_FRAGMENT: true });
  for (const link of fragment.querySelectorAll("a")) {
    link.rel = "noreferrer noopener";
    link.target = "_blank";
  }
  box.append(fragment);
  return box.innerHTML;
}
