/** Notes are Markdown. The library's HTML is sanitised, and only the plain elements of a note are let through: no images, nothing that loads. */
import DOMPurify from "dompurify";
import { Marked } from "marked";

const marked = new Marked({ gfm: true, breaks: true, async: false });
const allowed = ["p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "hr", "table", "thead", "tbody", "tr", "th", "td"];

export function render(markdown: string): string {
  const html = (marked.parse(markdown) as string).replace(/<(\/?)h[12]>/g, "<$1h3>");
  const fragment = DOMPurify.sanitize(html, { ALLOWED_TAGS: allowed, ALLOWED_ATTR: ["href"], ALLOWED_URI_REGEXP: /^(https?|mailto):/i, RETURN_DOM_FRAGMENT: true });
  for (const link of fragment.querySelectorAll("a")) {
    link.rel = "noreferrer noopener";
    link.target = "_blank";
  }
  const box = document.createElement("div");
  box.append(fragment);
  return box.innerHTML;
}
